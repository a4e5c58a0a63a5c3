using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Is the first verb of the description one that means to cancel or terminate?</summary>
internal sealed class LeadCancelVerbSignal() : LeadVerbSignal("lead-cancel-verb", SignalSubject.Of(Category.Destructive), Senses.Cancel)
{
    /// <inheritdoc/>
    public override string Question => "Is the first verb of the description one that means to cancel or terminate?";

    /// <inheritdoc/>
    public override string Motivation => "What is cancelled is mostly lost.";
}
