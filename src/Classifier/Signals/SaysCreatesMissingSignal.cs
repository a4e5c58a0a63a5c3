using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Does the text say that what is missing is created?</summary>
internal sealed class SaysCreatesMissingSignal() : PhraseSignal("says-creates-missing", SignalSubject.Of(Category.Write), PhraseKind.CreatesOrGets)
{
    /// <inheritdoc/>
    public override string Question => "Does the text say that what is missing is created?";

    /// <inheritdoc/>
    public override string Motivation => "A look-up that creates is a change.";
}
