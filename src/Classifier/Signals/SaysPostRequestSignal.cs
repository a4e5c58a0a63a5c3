using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Does the text say that it makes a request that changes?</summary>
internal sealed class SaysPostRequestSignal() : PhraseSignal("says-post-request", SignalSubject.Of(Category.Write), PhraseKind.PostRequest)
{
    /// <inheritdoc/>
    public override string Question => "Does the text say that it makes a request that changes?";

    /// <inheritdoc/>
    public override string Motivation => "The method says that something is changed.";
}
