using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Does a later thought of the description start with a verb that means to compute?</summary>
internal sealed class LaterComputeVerbSignal() : LaterVerbSignal("later-compute-verb", SignalSubject.Of(Category.Read), Senses.Compute)
{
    /// <inheritdoc/>
    public override string Question => "Does a later thought of the description start with a verb that means to compute?";

    /// <inheritdoc/>
    public override string Motivation => "What a tool does is sometimes said behind a preamble.";
}
