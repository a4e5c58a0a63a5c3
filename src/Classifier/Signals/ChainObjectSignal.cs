using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Does a verb that can move value act on coins or tokens?</summary>
internal sealed class ChainObjectSignal() : ActionObjectSignal("chain-object", SignalSubject.Of(Category.Financial), Senses.PayWeak | Senses.Pay, Senses.Chain)
{
    /// <inheritdoc/>
    public override string Question => "Does a verb that can move value act on coins or tokens?";

    /// <inheritdoc/>
    public override string Motivation => "On a chain a transfer is final.";
}
