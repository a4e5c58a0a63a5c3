using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Does the name have a further verb that means to move money or value?</summary>
internal sealed class SecondPayVerbSignal() : SecondNameVerbSignal("second-pay-verb", SignalSubject.Of(Category.Financial), Senses.Pay)
{
    /// <inheritdoc/>
    public override string Question => "Does the name have a further verb that means to move money or value?";

    /// <inheritdoc/>
    public override string Motivation => "The most severe of several effects counts.";
}
