using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Is money created, changed or taken back?</summary>
internal sealed class WrittenMoneySignal() : ActionObjectSignal("written-money", SignalSubject.Of(Category.Financial), Senses.Write | Senses.Remove | Senses.SoftVerb, Senses.Money)
{
    /// <inheritdoc/>
    public override string Question => "Is money created, changed or taken back?";

    /// <inheritdoc/>
    public override string Motivation => "A payment that is created moves money.";
}
