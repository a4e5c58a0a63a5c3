using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Is the first verb of the description one that means to remove or reset?</summary>
internal sealed class LeadRemoveVerbSignal() : LeadVerbSignal("lead-remove-verb", SignalSubject.Of(Category.Destructive), Senses.Remove)
{
    /// <inheritdoc/>
    public override string Question => "Is the first verb of the description one that means to remove or reset?";

    /// <inheritdoc/>
    public override string Motivation => "What is removed or reset is mostly gone.";
}
