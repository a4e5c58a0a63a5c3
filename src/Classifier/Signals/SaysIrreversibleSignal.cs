using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Does the text say that there is no way back?</summary>
internal sealed class SaysIrreversibleSignal() : PhraseSignal("says-irreversible", SignalSubject.Of(Category.Destructive), PhraseKind.Irreversible)
{
    /// <inheritdoc/>
    public override string Question => "Does the text say that there is no way back?";

    /// <inheritdoc/>
    public override string Motivation => "The author warns of a loss.";
}
