using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Does a later thought of the description start with a verb that means to create or change?</summary>
internal sealed class LaterWriteVerbSignal() : LaterVerbSignal("later-write-verb", SignalSubject.Of(Category.Write), Senses.Write)
{
    /// <inheritdoc/>
    public override string Question => "Does a later thought of the description start with a verb that means to create or change?";

    /// <inheritdoc/>
    public override string Motivation => "What a tool does is sometimes said behind a preamble.";
}
