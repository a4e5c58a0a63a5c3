namespace Catalog.Gateway.Tracing;

/// <summary>The names under which a host finds what the gateway measures and traces.</summary>
public static class GatewayTelemetry
{
    /// <summary>The meter of all metrics.</summary>
    public const string MeterName = "Catalog.Gateway";

    /// <summary>The source of all spans.</summary>
    public const string SourceName = "Catalog.Gateway";
}
