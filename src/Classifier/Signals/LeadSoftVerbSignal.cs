using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Is the first verb of the description one that means to put away in a way that can be taken back?</summary>
internal sealed class LeadSoftVerbSignal() : LeadVerbSignal("lead-soft-verb", SignalSubject.Of(Category.Write), Senses.SoftVerb)
{
    /// <inheritdoc/>
    public override string Question => "Is the first verb of the description one that means to put away in a way that can be taken back?";

    /// <inheritdoc/>
    public override string Motivation => "Archiving, closing and the like can be taken back.";
}
