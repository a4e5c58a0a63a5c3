using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Is the first verb of the description one that means to start, stop or steer?</summary>
internal sealed class LeadControlVerbSignal() : LeadVerbSignal("lead-control-verb", SignalSubject.Of(Category.Execute), Senses.Control)
{
    /// <inheritdoc/>
    public override string Question => "Is the first verb of the description one that means to start, stop or steer?";

    /// <inheritdoc/>
    public override string Motivation => "A thing that is started or stopped has effects of its own.";
}
