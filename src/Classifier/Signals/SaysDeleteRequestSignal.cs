using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Does the text say that it makes a request that deletes?</summary>
internal sealed class SaysDeleteRequestSignal() : PhraseSignal("says-delete-request", SignalSubject.Of(Category.Destructive), PhraseKind.DeleteRequest)
{
    /// <inheritdoc/>
    public override string Question => "Does the text say that it makes a request that deletes?";

    /// <inheritdoc/>
    public override string Motivation => "The method says that something is deleted.";
}
