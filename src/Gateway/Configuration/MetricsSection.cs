using Catalog.Gateway.Metering;

namespace Catalog.Gateway.Configuration;

/// <summary>Reads <c>metrics</c>: how what the gateway counts is shown.</summary>
internal static class MetricsSection
{
    public static readonly string[] Keys = ["prometheus", "url"];

    public static MetricsOptions Read(MapReader root, ConfigurationReading reading)
    {
        if (root.FindOrNull("metrics") is not { } node || MapReader.OfOrNull(node, reading, "metrics", Keys) is not { } metrics)
        {
            return new MetricsOptions();
        }

        var url = metrics.AddressOrNull("url", "http");
        if (url is not null && ProblemOrNull(url) is { } problem)
        {
            metrics.Add("url", problem);
        }

        return new MetricsOptions { Prometheus = metrics.Flag("prometheus", url is not null), Url = url };
    }

    /// <summary>Why nothing can listen at an address; null where it can.</summary>
    public static string? ProblemOrNull(Uri url) =>
        url.Host != "localhost" && !System.Net.IPAddress.TryParse(url.Host.Trim('[', ']'), out _)
            ? $"`url` must have an IP address or `localhost`, not `{url.Host}`: write 0.0.0.0 for every address of the machine"
            : url.AbsolutePath != "/" || url.Query.Length > 0 ? "`url` must have no path: metrics stand at `/metrics`" : null;
}
