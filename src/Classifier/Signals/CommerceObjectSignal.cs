using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Does a verb that can bind act on an order, a subscription or something for sale?</summary>
internal sealed class CommerceObjectSignal() : ActionObjectSignal("commerce-object", SignalSubject.Of(Category.Financial), Senses.PayWeak | Senses.Pay, Senses.Commerce)
{
    /// <inheritdoc/>
    public override string Question => "Does a verb that can bind act on an order, a subscription or something for sale?";

    /// <inheritdoc/>
    public override string Motivation => "Who orders is bound to pay.";
}
