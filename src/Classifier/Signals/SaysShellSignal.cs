using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Does the text speak of running commands?</summary>
internal sealed class SaysShellSignal() : PhraseSignal("says-shell", SignalSubject.Of(Category.Execute), PhraseKind.RunsShell)
{
    /// <inheritdoc/>
    public override string Question => "Does the text speak of running commands?";

    /// <inheritdoc/>
    public override string Motivation => "A command does what the caller writes.";
}
