namespace Catalog.Gateway.Tracing;

/// <summary>Where traces and metrics of a gateway are sent.</summary>
public sealed record TelemetryOptions
{
    /// <summary>A collector that speaks OTLP, http or https; null for none, unless the standard variables of OpenTelemetry name one.</summary>
    public Uri? Otlp { get; init; }
}
