using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Does the argument that selects the action allow one that means to create or change?</summary>
internal sealed class ActionValueWriteSignal() : ActionValueSignal("action-value-write", SignalSubject.Of(Category.Write), Senses.Write)
{
    /// <inheritdoc/>
    public override string Question => "Does the argument that selects the action allow one that means to create or change?";

    /// <inheritdoc/>
    public override string Motivation => "The most severe of several effects counts.";
}
