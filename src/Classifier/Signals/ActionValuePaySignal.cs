using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Does the argument that selects the action allow one that means to move money or value?</summary>
internal sealed class ActionValuePaySignal() : ActionValueSignal("action-value-pay", SignalSubject.Of(Category.Financial), Senses.Pay)
{
    /// <inheritdoc/>
    public override string Question => "Does the argument that selects the action allow one that means to move money or value?";

    /// <inheritdoc/>
    public override string Motivation => "The most severe of several effects counts.";
}
