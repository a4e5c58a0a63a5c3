using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Is something that runs cancelled?</summary>
internal sealed class CancelledRunSignal() : ActionObjectSignal("cancelled-run", SignalSubject.Of(Category.Execute), Senses.Cancel, Senses.Machine)
{
    /// <inheritdoc/>
    public override string Question => "Is something that runs cancelled?";

    /// <inheritdoc/>
    public override string Motivation => "Stopping a run is steering it.";
}
