using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Does the text say what it returns rather than what it does?</summary>
internal sealed class SaysReturnsSignal() : PhraseSignal("says-returns", SignalSubject.Of(Category.Read), PhraseKind.ReadFront)
{
    /// <inheritdoc/>
    public override string Question => "Does the text say what it returns rather than what it does?";

    /// <inheritdoc/>
    public override string Motivation => "Who describes the answer describes a look-up.";
}
