using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Is something generated that is kept?</summary>
internal sealed class ProducedThingSignal() : ActionObjectSignal("produced-thing", SignalSubject.Of(Category.Write), Senses.Produce, Senses.Made)
{
    /// <inheritdoc/>
    public override string Question => "Is something generated that is kept?";

    /// <inheritdoc/>
    public override string Motivation => "What is kept is a change.";
}
