using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Does the text list reading beside changing?</summary>
internal sealed class SaysCrudSignal() : PhraseSignal("says-crud", SignalSubject.Of(Category.Write), PhraseKind.Crud)
{
    /// <inheritdoc/>
    public override string Question => "Does the text list reading beside changing?";

    /// <inheritdoc/>
    public override string Motivation => "The most severe of several effects counts.";
}
