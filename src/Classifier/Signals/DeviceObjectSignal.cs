using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Does it act on a device?</summary>
internal sealed class DeviceObjectSignal() : ActionObjectSignal("device-object", SignalSubject.Of(Category.Execute), Senses.Execute | Senses.Run | Senses.Control | Senses.Write | Senses.Operate | Senses.Open, Senses.Device)
{
    /// <inheritdoc/>
    public override string Question => "Does it act on a device?";

    /// <inheritdoc/>
    public override string Motivation => "A device acts on the world.";
}
