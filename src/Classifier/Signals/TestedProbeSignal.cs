using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Is only a connection or a setting tested?</summary>
internal sealed class TestedProbeSignal() : ActionObjectSignal("tested-probe", SignalSubject.Of(Category.Read), Senses.Execute | Senses.Read | Senses.ReadWeak, Senses.Probe)
{
    /// <inheritdoc/>
    public override string Question => "Is only a connection or a setting tested?";

    /// <inheritdoc/>
    public override string Motivation => "A test of a connection changes nothing.";
}
