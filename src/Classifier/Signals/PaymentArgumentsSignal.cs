using Catalog.Classifier.Quoting;
using Catalog.Classifier.Reading;
using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Does it take an amount together with a recipient or other arguments of a payment?</summary>
internal sealed class PaymentArgumentsSignal() : Signal("payment-arguments", SignalSubject.Of(Category.Financial))
{
    /// <inheritdoc/>
    public override string Question => "Does it take an amount together with a recipient or other arguments of a payment?";

    /// <inheritdoc/>
    public override string Motivation => "An amount and a recipient together are a payment.";

    /// <inheritdoc/>
    public override Finding Ask(ToolView tool)
    {
        if (tool.Parameters.Count == 0)
        {
            return Finding.NotAvailable;
        }

        return (tool.ParameterKinds & (ParameterKinds.Recipient | ParameterKinds.Money)) != ParameterKinds.None && tool.FirstOrNull(ParameterKinds.Amount) is { } amount
            ? Finding.Yes(Mark.Of(amount))
            : Finding.No;
    }
}
