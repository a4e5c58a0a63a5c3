using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Does the text speak of calling any interface?</summary>
internal sealed class SaysAnyCallSignal() : PhraseSignal("says-any-call", SignalSubject.Of(Category.Execute), PhraseKind.AnyCall)
{
    /// <inheritdoc/>
    public override string Question => "Does the text speak of calling any interface?";

    /// <inheritdoc/>
    public override string Motivation => "Any call may have any effect.";
}
