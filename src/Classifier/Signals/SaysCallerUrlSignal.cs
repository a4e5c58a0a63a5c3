using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Does the text speak of an address to fetch from?</summary>
internal sealed class SaysCallerUrlSignal() : PhraseSignal("says-caller-url", SignalSubject.Of(Category.Read), PhraseKind.CallerUrl)
{
    /// <inheritdoc/>
    public override string Question => "Does the text speak of an address to fetch from?";

    /// <inheritdoc/>
    public override string Motivation => "Fetching an address only reads it.";
}
