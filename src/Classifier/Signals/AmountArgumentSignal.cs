using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Does it take an amount or a price?</summary>
internal sealed class AmountArgumentSignal() : ParameterSignal("amount-argument", SignalSubject.Of(Category.Financial), ParameterKinds.Amount)
{
    /// <inheritdoc/>
    public override string Question => "Does it take an amount or a price?";

    /// <inheritdoc/>
    public override string Motivation => "Value moves in amounts.";
}
