using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Does the argument that selects the action allow one that means to start, stop or steer?</summary>
internal sealed class ActionValueControlSignal() : ActionValueSignal("action-value-control", SignalSubject.Of(Category.Execute), Senses.Control)
{
    /// <inheritdoc/>
    public override string Question => "Does the argument that selects the action allow one that means to start, stop or steer?";

    /// <inheritdoc/>
    public override string Motivation => "The most severe of several effects counts.";
}
