using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Does the text say that nothing is changed?</summary>
internal sealed class SaysReadOnlySignal() : PhraseSignal("says-read-only", SignalSubject.Of(Category.Read), PhraseKind.ReadOnly)
{
    /// <inheritdoc/>
    public override string Question => "Does the text say that nothing is changed?";

    /// <inheritdoc/>
    public override string Motivation => "The author describes the tool, and says that it only reads.";
}
