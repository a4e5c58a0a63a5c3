using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Does the text speak of numbers to compute with?</summary>
internal sealed class SaysMathSignal() : PhraseSignal("says-math", SignalSubject.Of(Category.Read), PhraseKind.Math)
{
    /// <inheritdoc/>
    public override string Question => "Does the text speak of numbers to compute with?";

    /// <inheritdoc/>
    public override string Motivation => "A computation changes nothing.";
}
