using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Is an order, a subscription or something for sale created or changed?</summary>
internal sealed class WrittenCommerceSignal() : ActionObjectSignal("written-commerce", SignalSubject.Of(Category.Financial), Senses.Write | Senses.SoftVerb, Senses.Commerce)
{
    /// <inheritdoc/>
    public override string Question => "Is an order, a subscription or something for sale created or changed?";

    /// <inheritdoc/>
    public override string Motivation => "Who orders is bound to pay.";
}
