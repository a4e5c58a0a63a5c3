using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Does the argument that selects the action allow one that means to build, test or install?</summary>
internal sealed class ActionValueExecuteSignal() : ActionValueSignal("action-value-execute", SignalSubject.Of(Category.Execute), Senses.Execute)
{
    /// <inheritdoc/>
    public override string Question => "Does the argument that selects the action allow one that means to build, test or install?";

    /// <inheritdoc/>
    public override string Motivation => "The most severe of several effects counts.";
}
