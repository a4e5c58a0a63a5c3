using Catalog.Classifier.Reading;
using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Does it move value?</summary>
internal sealed class MovesMoneySignal() : Signal("moves-money", SignalSubject.Of(Facet.Money))
{
    /// <inheritdoc/>
    public override string Question => "Does it move value?";

    /// <inheritdoc/>
    public override string Motivation => "Value that moved does not come back by itself.";

    /// <inheritdoc/>
    public override Finding Ask(ToolView tool) => Finding.YesIf(TextMarks.Phrase(tool, PhraseKind.MoneyMoves)
        ?? ActionObject.Find(tool, Senses.Pay | Senses.PayWeak | Senses.Cancel, Senses.Money | Senses.Chain | Senses.Market | Senses.Commerce));
}
