using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Is money only looked at?</summary>
internal sealed class ReadMoneyObjectSignal() : ActionObjectSignal("read-money-object", SignalSubject.Of(Category.Read), Senses.Read | Senses.ReadWeak | Senses.Compute, Senses.Money | Senses.Chain | Senses.Market | Senses.Commerce)
{
    /// <inheritdoc/>
    public override string Question => "Is money only looked at?";

    /// <inheritdoc/>
    public override string Motivation => "Reading about money is reading.";
}
