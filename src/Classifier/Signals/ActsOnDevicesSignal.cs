using Catalog.Classifier.Reading;
using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Does it act on a device?</summary>
internal sealed class ActsOnDevicesSignal() : Signal("acts-on-devices", SignalSubject.Of(Facet.Device))
{
    /// <inheritdoc/>
    public override string Question => "Does it act on a device?";

    /// <inheritdoc/>
    public override string Motivation => "A device acts on the world.";

    /// <inheritdoc/>
    public override Finding Ask(ToolView tool) => Finding.YesIf(ActionObject.Find(tool, Senses.AnyVerb, Senses.Device)
        );
}
