using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Is a payment, a refund or a trade made?</summary>
internal sealed class CreatedPaymentSignal() : ActionObjectSignal("created-payment", SignalSubject.Of(Category.Financial), Senses.Write | Senses.Send | Senses.Control | Senses.Run, Senses.PayNoun)
{
    /// <inheritdoc/>
    public override string Question => "Is a payment, a refund or a trade made?";

    /// <inheritdoc/>
    public override string Motivation => "Making a payment is paying.";
}
