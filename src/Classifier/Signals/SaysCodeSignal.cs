using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Does the text speak of running code or tests?</summary>
internal sealed class SaysCodeSignal() : PhraseSignal("says-code", SignalSubject.Of(Category.Execute), PhraseKind.RunsCode)
{
    /// <inheritdoc/>
    public override string Question => "Does the text speak of running code or tests?";

    /// <inheritdoc/>
    public override string Motivation => "Code does what the caller writes.";
}
