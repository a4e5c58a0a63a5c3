using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Is the first verb of the description one that means to open?</summary>
internal sealed class LeadOpenVerbSignal() : LeadVerbSignal("lead-open-verb", SignalSubject.Of(Category.Execute), Senses.Open)
{
    /// <inheritdoc/>
    public override string Question => "Is the first verb of the description one that means to open?";

    /// <inheritdoc/>
    public override string Motivation => "What is opened starts to run or takes the screen.";
}
