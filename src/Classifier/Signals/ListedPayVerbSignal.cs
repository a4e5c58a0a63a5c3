using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Does the description list actions of which one means to move money or value?</summary>
internal sealed class ListedPayVerbSignal() : ListedVerbSignal("listed-pay-verb", SignalSubject.Of(Category.Financial), Senses.Pay)
{
    /// <inheritdoc/>
    public override string Question => "Does the description list actions of which one means to move money or value?";

    /// <inheritdoc/>
    public override string Motivation => "The most severe of several effects counts.";
}
