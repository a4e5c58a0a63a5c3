using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Does the text name an act that moves money or value?</summary>
internal sealed class SaysMoneyMovesSignal() : PhraseSignal("says-money-moves", SignalSubject.Of(Category.Financial), PhraseKind.MoneyMoves)
{
    /// <inheritdoc/>
    public override string Question => "Does the text name an act that moves money or value?";

    /// <inheritdoc/>
    public override string Motivation => "Value that moved does not come back by itself.";
}
