using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Does the text say that the result is stored?</summary>
internal sealed class SaysStoresResultSignal() : PhraseSignal("says-stores-result", SignalSubject.Of(Category.Write), PhraseKind.StoresResult)
{
    /// <inheritdoc/>
    public override string Question => "Does the text say that the result is stored?";

    /// <inheritdoc/>
    public override string Motivation => "A stored file or record is a change.";
}
