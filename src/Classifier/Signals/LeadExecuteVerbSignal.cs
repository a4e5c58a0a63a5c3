using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Is the first verb of the description one that means to run or trigger?</summary>
internal sealed class LeadExecuteVerbSignal() : LeadVerbSignal("lead-execute-verb", SignalSubject.Of(Category.Execute), Senses.Execute)
{
    /// <inheritdoc/>
    public override string Question => "Is the first verb of the description one that means to run or trigger?";

    /// <inheritdoc/>
    public override string Motivation => "What runs decides what happens.";
}
