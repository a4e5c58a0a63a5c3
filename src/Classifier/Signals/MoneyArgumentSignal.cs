using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Does it take arguments of a payment or a trade?</summary>
internal sealed class MoneyArgumentSignal() : ParameterSignal("money-argument", SignalSubject.Of(Category.Financial), ParameterKinds.Money)
{
    /// <inheritdoc/>
    public override string Question => "Does it take arguments of a payment or a trade?";

    /// <inheritdoc/>
    public override string Motivation => "Payments and trades have arguments of their own.";
}
