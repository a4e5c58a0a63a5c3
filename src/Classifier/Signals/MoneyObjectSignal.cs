using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Does a verb that can move value act on money?</summary>
internal sealed class MoneyObjectSignal() : ActionObjectSignal("money-object", SignalSubject.Of(Category.Financial), Senses.PayWeak | Senses.Pay, Senses.Money)
{
    /// <inheritdoc/>
    public override string Question => "Does a verb that can move value act on money?";

    /// <inheritdoc/>
    public override string Motivation => "To send is to write, to send money is to pay.";
}
