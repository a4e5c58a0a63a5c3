using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Is an order, a subscription or a payment cancelled?</summary>
internal sealed class CancelledOrderSignal() : ActionObjectSignal("cancelled-order", SignalSubject.Of(Category.Financial), Senses.Cancel | Senses.Remove | Senses.Delete, Senses.Market | Senses.Commerce | Senses.Money)
{
    /// <inheritdoc/>
    public override string Question => "Is an order, a subscription or a payment cancelled?";

    /// <inheritdoc/>
    public override string Motivation => "Cancelling an order or a payment moves value too.";
}
