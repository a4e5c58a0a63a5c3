using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Is the name, or its end, a noun that also means to watch, collect or report?</summary>
internal sealed class NounWatchNameSignal() : NounVerbNameSignal("noun-watch-name", SignalSubject.Of(Category.Read), Senses.ReadWeak)
{
    /// <inheritdoc/>
    public override string Question => "Is the name, or its end, a noun that also means to watch, collect or report?";

    /// <inheritdoc/>
    public override string Motivation => "A noun at the end of a name is a weaker sign than a verb at its front.";
}
