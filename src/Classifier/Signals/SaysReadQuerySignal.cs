using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Does the text name a query that can only read?</summary>
internal sealed class SaysReadQuerySignal() : PhraseSignal("says-read-query", SignalSubject.Of(Category.Read), PhraseKind.ReadQuery)
{
    /// <inheritdoc/>
    public override string Question => "Does the text name a query that can only read?";

    /// <inheritdoc/>
    public override string Motivation => "A query that is limited to reading changes nothing.";
}
