using Catalog.Gateway.Tracing;

namespace Catalog.Gateway.Configuration;

/// <summary>Reads <c>telemetry</c>: where traces and metrics are sent.</summary>
internal static class TelemetrySection
{
    public static readonly string[] Keys = ["otlp"];

    public static TelemetryOptions Read(MapReader root, ConfigurationReading reading) =>
        root.FindOrNull("telemetry") is { } node && MapReader.OfOrNull(node, reading, "telemetry", Keys) is { } telemetry
            ? new TelemetryOptions { Otlp = telemetry.AddressOrNull("otlp", "http", "https") }
            : new TelemetryOptions();
}
