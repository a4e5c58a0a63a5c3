using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Does the text say that the act can be taken back?</summary>
internal sealed class SaysRestorableSignal() : PhraseSignal("says-restorable", SignalSubject.Of(Category.Write), PhraseKind.Restorable)
{
    /// <inheritdoc/>
    public override string Question => "Does the text say that the act can be taken back?";

    /// <inheritdoc/>
    public override string Motivation => "What can be restored is not lost.";
}
