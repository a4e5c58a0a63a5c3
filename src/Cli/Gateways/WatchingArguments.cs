using System.CommandLine;
using Catalog.Cli.Hosting;
using Catalog.Gateway.Metering;
using Catalog.Gateway.Tracing;

namespace Catalog.Cli.Gateways;

/// <summary>How a gateway shows what it does, as options of its command.</summary>
internal sealed class WatchingArguments
{
    private readonly Option<bool> _metrics = new("--metrics") { Description = "Show metrics at /metrics of the listener, as Prometheus reads them" };
    private readonly Option<string?> _metricsUrl = new("--metrics-url") { Description = "Show metrics, /healthz and /readyz on a listener of their own, without a grant", HelpName = "URL" };
    private readonly Option<string?> _otlp = new("--otlp") { Description = "Send traces and metrics to this collector (default: where the variables OTEL_EXPORTER_OTLP_… say, else nowhere)", HelpName = "URL" };

    public void AddTo(Command command)
    {
        command.Add(_metrics);
        command.Add(_metricsUrl);
        command.Add(_otlp);
    }

    public MetricsOptions MetricsOf(ParseResult parsed, bool hasListener)
    {
        var url = AddressOrNull(parsed.GetValue(_metricsUrl), "--metrics-url", "http");
        if (parsed.GetValue(_metrics) && url is null && !hasListener)
        {
            throw new CommandFailedException("--metrics shows them at the listener, and this gateway has none: give --metrics-url an address", ExitCodes.Usage);
        }

        return new MetricsOptions { Prometheus = parsed.GetValue(_metrics) || url is not null, Url = url };
    }

    public TelemetryOptions TelemetryOf(ParseResult parsed) => new() { Otlp = AddressOrNull(parsed.GetValue(_otlp), "--otlp", "http", "https") };

    private static Uri? AddressOrNull(string? text, string option, params string[] schemes) =>
        text is null ? null
        : Uri.TryCreate(text, UriKind.Absolute, out var address) && schemes.Contains(address.Scheme, StringComparer.Ordinal) && address.UserInfo.Length == 0 ? address
        : throw new CommandFailedException($"`{text}` is no {string.Join(" or ", schemes)} address without user and password: give {option} one", ExitCodes.Usage);
}
