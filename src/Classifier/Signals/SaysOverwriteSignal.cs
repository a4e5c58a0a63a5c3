using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Does the text warn that everything is overwritten or replaced?</summary>
internal sealed class SaysOverwriteSignal() : PhraseSignal("says-overwrite", SignalSubject.Of(Category.Destructive), PhraseKind.Overwrite)
{
    /// <inheritdoc/>
    public override string Question => "Does the text warn that everything is overwritten or replaced?";

    /// <inheritdoc/>
    public override string Motivation => "What is overwritten without a copy is lost.";
}
