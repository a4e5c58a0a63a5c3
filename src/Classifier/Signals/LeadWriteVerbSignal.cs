using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Is the first verb of the description one that means to create or change?</summary>
internal sealed class LeadWriteVerbSignal() : LeadVerbSignal("lead-write-verb", SignalSubject.Of(Category.Write), Senses.Write)
{
    /// <inheritdoc/>
    public override string Question => "Is the first verb of the description one that means to create or change?";

    /// <inheritdoc/>
    public override string Motivation => "A change can be put right by a later one.";
}
