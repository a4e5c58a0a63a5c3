using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Does a later thought of the description start with a verb that means to remove or reset?</summary>
internal sealed class LaterRemoveVerbSignal() : LaterVerbSignal("later-remove-verb", SignalSubject.Of(Category.Destructive), Senses.Remove)
{
    /// <inheritdoc/>
    public override string Question => "Does a later thought of the description start with a verb that means to remove or reset?";

    /// <inheritdoc/>
    public override string Motivation => "What a tool does is sometimes said behind a preamble.";
}
