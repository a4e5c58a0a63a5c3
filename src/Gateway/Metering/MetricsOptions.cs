namespace Catalog.Gateway.Metering;

/// <summary>How a gateway shows what it counts.</summary>
public sealed record MetricsOptions
{
    /// <summary>Whether <c>/metrics</c> shows the metrics as Prometheus reads them.</summary>
    /// <value>False.</value>
    public bool Prometheus { get; init; }

    /// <summary>A listener of its own for <c>/metrics</c>, <c>/healthz</c> and <c>/readyz</c>, which asks nobody for a grant: http, an IP address or <c>localhost</c>. Null for the listeners of the gateway, where <c>/metrics</c> asks for a grant wherever calls do.</summary>
    public Uri? Url { get; init; }
}
