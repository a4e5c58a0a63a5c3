using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Is the verb of the name one that means to move money or value?</summary>
internal sealed class NamePayVerbSignal() : NameVerbSignal("name-pay-verb", SignalSubject.Of(Category.Financial), Senses.Pay)
{
    /// <inheritdoc/>
    public override string Question => "Is the verb of the name one that means to move money or value?";

    /// <inheritdoc/>
    public override string Motivation => "Value that moved does not come back by itself.";
}
