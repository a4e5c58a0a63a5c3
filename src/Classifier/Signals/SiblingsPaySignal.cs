using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Do many of the other tools move value?</summary>
internal sealed class SiblingsPaySignal() : SiblingSensesSignal("siblings-pay", SignalSubject.Of(Category.Financial), Senses.Pay, oneIn: 4)
{
    /// <inheritdoc/>
    public override string Question => "Do many of the other tools move value?";

    /// <inheritdoc/>
    public override string Motivation => "A server of payments mostly moves money.";
}
