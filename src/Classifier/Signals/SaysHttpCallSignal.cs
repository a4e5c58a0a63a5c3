using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Does the text say that it sends requests of the caller's?</summary>
internal sealed class SaysHttpCallSignal() : PhraseSignal("says-http-call", SignalSubject.Of(Category.Execute), PhraseKind.HttpCall)
{
    /// <inheritdoc/>
    public override string Question => "Does the text say that it sends requests of the caller's?";

    /// <inheritdoc/>
    public override string Motivation => "A request may have any effect.";
}
