using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Does the argument that selects the action allow one that means to remove or reset?</summary>
internal sealed class ActionValueRemoveSignal() : ActionValueSignal("action-value-remove", SignalSubject.Of(Category.Destructive), Senses.Remove)
{
    /// <inheritdoc/>
    public override string Question => "Does the argument that selects the action allow one that means to remove or reset?";

    /// <inheritdoc/>
    public override string Motivation => "The most severe of several effects counts.";
}
