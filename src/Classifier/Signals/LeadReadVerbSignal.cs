using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Is the first verb of the description one that means to retrieve or look?</summary>
internal sealed class LeadReadVerbSignal() : LeadVerbSignal("lead-read-verb", SignalSubject.Of(Category.Read), Senses.Read)
{
    /// <inheritdoc/>
    public override string Question => "Is the first verb of the description one that means to retrieve or look?";

    /// <inheritdoc/>
    public override string Motivation => "Looking changes nothing.";
}
