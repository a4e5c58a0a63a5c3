using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Is the first verb of the description one that means to convert or format?</summary>
internal sealed class LeadConvertVerbSignal() : LeadVerbSignal("lead-convert-verb", SignalSubject.Of(Category.Read), Senses.ComputeWeak)
{
    /// <inheritdoc/>
    public override string Question => "Is the first verb of the description one that means to convert or format?";

    /// <inheritdoc/>
    public override string Motivation => "A conversion mostly returns its result.";
}
