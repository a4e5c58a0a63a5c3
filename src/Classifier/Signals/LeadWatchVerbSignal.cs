using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Is the first verb of the description one that means to watch, collect or report?</summary>
internal sealed class LeadWatchVerbSignal() : LeadVerbSignal("lead-watch-verb", SignalSubject.Of(Category.Read), Senses.ReadWeak)
{
    /// <inheritdoc/>
    public override string Question => "Is the first verb of the description one that means to watch, collect or report?";

    /// <inheritdoc/>
    public override string Motivation => "Watching and collecting mostly change nothing.";
}
