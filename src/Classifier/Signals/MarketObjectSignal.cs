using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Does a verb that can bind act on an order or a position?</summary>
internal sealed class MarketObjectSignal() : ActionObjectSignal("market-object", SignalSubject.Of(Category.Financial), Senses.PayWeak | Senses.Pay, Senses.Market)
{
    /// <inheritdoc/>
    public override string Question => "Does a verb that can bind act on an order or a position?";

    /// <inheritdoc/>
    public override string Motivation => "An order at a market binds.";
}
