using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Is an order or a position created or changed?</summary>
internal sealed class WrittenMarketSignal() : ActionObjectSignal("written-market", SignalSubject.Of(Category.Financial), Senses.Write | Senses.SoftVerb, Senses.Market)
{
    /// <inheritdoc/>
    public override string Question => "Is an order or a position created or changed?";

    /// <inheritdoc/>
    public override string Motivation => "An order at a market binds.";
}
