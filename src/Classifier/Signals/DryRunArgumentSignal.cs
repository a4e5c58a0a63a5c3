using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Can it be asked only to simulate?</summary>
internal sealed class DryRunArgumentSignal() : ParameterSignal("dry-run-argument", SignalSubject.Of(Category.Write), ParameterKinds.DryRun)
{
    /// <inheritdoc/>
    public override string Question => "Can it be asked only to simulate?";

    /// <inheritdoc/>
    public override string Motivation => "Only what has effects can be simulated.";
}
