using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Is the first verb of the description one that means to operate a screen or device?</summary>
internal sealed class LeadOperateVerbSignal() : LeadVerbSignal("lead-operate-verb", SignalSubject.Of(Category.Execute), Senses.Operate)
{
    /// <inheritdoc/>
    public override string Question => "Is the first verb of the description one that means to operate a screen or device?";

    /// <inheritdoc/>
    public override string Motivation => "A click does whatever the screen offers.";
}
