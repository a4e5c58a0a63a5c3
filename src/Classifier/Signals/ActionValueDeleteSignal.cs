using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Does the argument that selects the action allow one that means to delete?</summary>
internal sealed class ActionValueDeleteSignal() : ActionValueSignal("action-value-delete", SignalSubject.Of(Category.Destructive), Senses.Delete)
{
    /// <inheritdoc/>
    public override string Question => "Does the argument that selects the action allow one that means to delete?";

    /// <inheritdoc/>
    public override string Motivation => "The most severe of several effects counts.";
}
