using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Is the first verb of the description one that means to move money or value?</summary>
internal sealed class LeadPayVerbSignal() : LeadVerbSignal("lead-pay-verb", SignalSubject.Of(Category.Financial), Senses.Pay)
{
    /// <inheritdoc/>
    public override string Question => "Is the first verb of the description one that means to move money or value?";

    /// <inheritdoc/>
    public override string Motivation => "Value that moved does not come back by itself.";
}
