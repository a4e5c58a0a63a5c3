using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Is the first verb of the description one that means to make something to return?</summary>
internal sealed class LeadProduceVerbSignal() : LeadVerbSignal("lead-produce-verb", SignalSubject.Of(Category.Read), Senses.Produce)
{
    /// <inheritdoc/>
    public override string Question => "Is the first verb of the description one that means to make something to return?";

    /// <inheritdoc/>
    public override string Motivation => "What is only returned changes nothing.";
}
