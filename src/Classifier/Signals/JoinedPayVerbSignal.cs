using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Is a verb that means to move money or value joined to the first one of the description?</summary>
internal sealed class JoinedPayVerbSignal() : JoinedVerbSignal("joined-pay-verb", SignalSubject.Of(Category.Financial), Senses.Pay)
{
    /// <inheritdoc/>
    public override string Question => "Is a verb that means to move money or value joined to the first one of the description?";

    /// <inheritdoc/>
    public override string Motivation => "The most severe of several effects counts.";
}
