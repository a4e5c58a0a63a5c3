using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Is it only a cache, a log or a selection that is cleared?</summary>
internal sealed class ClearedCacheSignal() : ActionObjectSignal("cleared-cache", SignalSubject.Of(Category.Write), Senses.Remove | Senses.Delete, Senses.Cache)
{
    /// <inheritdoc/>
    public override string Question => "Is it only a cache, a log or a selection that is cleared?";

    /// <inheritdoc/>
    public override string Motivation => "It fills itself again.";
}
