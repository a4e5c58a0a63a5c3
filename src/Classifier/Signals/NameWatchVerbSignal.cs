using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Is the verb of the name one that means to watch, collect or report?</summary>
internal sealed class NameWatchVerbSignal() : NameVerbSignal("name-watch-verb", SignalSubject.Of(Category.Read), Senses.ReadWeak)
{
    /// <inheritdoc/>
    public override string Question => "Is the verb of the name one that means to watch, collect or report?";

    /// <inheritdoc/>
    public override string Motivation => "Watching and collecting mostly change nothing.";
}
