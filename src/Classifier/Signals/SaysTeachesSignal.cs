using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Does the text say that it gives instructions?</summary>
internal sealed class SaysTeachesSignal() : PhraseSignal("says-teaches", SignalSubject.Of(Category.Read), PhraseKind.Teaches)
{
    /// <inheritdoc/>
    public override string Question => "Does the text say that it gives instructions?";

    /// <inheritdoc/>
    public override string Motivation => "Instructions change nothing.";
}
