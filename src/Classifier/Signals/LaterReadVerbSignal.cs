using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Does a later thought of the description start with a verb that means to retrieve or look?</summary>
internal sealed class LaterReadVerbSignal() : LaterVerbSignal("later-read-verb", SignalSubject.Of(Category.Read), Senses.Read)
{
    /// <inheritdoc/>
    public override string Question => "Does a later thought of the description start with a verb that means to retrieve or look?";

    /// <inheritdoc/>
    public override string Motivation => "What a tool does is sometimes said behind a preamble.";
}
