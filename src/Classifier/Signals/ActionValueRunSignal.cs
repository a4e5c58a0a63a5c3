using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Does the argument that selects the action allow one that means to run or launch?</summary>
internal sealed class ActionValueRunSignal() : ActionValueSignal("action-value-run", SignalSubject.Of(Category.Execute), Senses.Run)
{
    /// <inheritdoc/>
    public override string Question => "Does the argument that selects the action allow one that means to run or launch?";

    /// <inheritdoc/>
    public override string Motivation => "The most severe of several effects counts.";
}
