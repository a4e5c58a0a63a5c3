using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Is the first verb of the description one that means to compute?</summary>
internal sealed class LeadComputeVerbSignal() : LeadVerbSignal("lead-compute-verb", SignalSubject.Of(Category.Read), Senses.Compute)
{
    /// <inheritdoc/>
    public override string Question => "Is the first verb of the description one that means to compute?";

    /// <inheritdoc/>
    public override string Motivation => "A computation returns its result and changes nothing.";
}
