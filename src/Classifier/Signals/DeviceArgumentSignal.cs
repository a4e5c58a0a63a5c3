using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Does it take a device?</summary>
internal sealed class DeviceArgumentSignal() : ParameterSignal("device-argument", SignalSubject.Of(Category.Execute), ParameterKinds.Device)
{
    /// <inheritdoc/>
    public override string Question => "Does it take a device?";

    /// <inheritdoc/>
    public override string Motivation => "A device acts when it is told to.";
}
