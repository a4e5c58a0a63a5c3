using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Does the text say that a payment or transaction is only prepared?</summary>
internal sealed class SaysNotMoneySignal() : PhraseSignal("says-not-money", SignalSubject.Of(Category.Write), PhraseKind.NotMoney)
{
    /// <inheritdoc/>
    public override string Question => "Does the text say that a payment or transaction is only prepared?";

    /// <inheritdoc/>
    public override string Motivation => "What is prepared binds nobody yet.";
}
