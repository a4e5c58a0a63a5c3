using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Does the text say that the act is only simulated?</summary>
internal sealed class SaysDryRunSignal() : PhraseSignal("says-dry-run", SignalSubject.Of(Category.Read), PhraseKind.DryRun)
{
    /// <inheritdoc/>
    public override string Question => "Does the text say that the act is only simulated?";

    /// <inheritdoc/>
    public override string Motivation => "A simulation changes nothing.";
}
