using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Does the text say that it makes a request that only reads?</summary>
internal sealed class SaysGetRequestSignal() : PhraseSignal("says-get-request", SignalSubject.Of(Category.Read), PhraseKind.GetRequest)
{
    /// <inheritdoc/>
    public override string Question => "Does the text say that it makes a request that only reads?";

    /// <inheritdoc/>
    public override string Motivation => "The method says that nothing is changed.";
}
