using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Is the first verb of the description one that means to manage in several ways?</summary>
internal sealed class LeadMultiVerbSignal() : LeadVerbSignal("lead-multi-verb", SignalSubject.Of(Category.Write), Senses.Multi)
{
    /// <inheritdoc/>
    public override string Question => "Is the first verb of the description one that means to manage in several ways?";

    /// <inheritdoc/>
    public override string Motivation => "Managing changes things.";
}
