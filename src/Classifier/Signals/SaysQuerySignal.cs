using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Does the text speak of a query of the caller's?</summary>
internal sealed class SaysQuerySignal() : PhraseSignal("says-query", SignalSubject.Of(Category.Execute), PhraseKind.RunsQuery)
{
    /// <inheritdoc/>
    public override string Question => "Does the text speak of a query of the caller's?";

    /// <inheritdoc/>
    public override string Motivation => "A query of the caller's may change things unless it is limited to reading.";
}
