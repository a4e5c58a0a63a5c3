using Catalog.Gateway.Tracing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Catalog.Cli.Gateways;

/// <summary>Sends what the gateway measures and traces to a collector, for as long as the gateway runs.</summary>
/// <param name="options">Where; where it says nothing, the standard variables of OpenTelemetry do.</param>
internal sealed class TelemetryExport(TelemetryOptions options) : IHostedService, IDisposable
{
    private const int FlushMilliseconds = 2000;

    private static readonly string[] Variables = ["OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT"];

    private TracerProvider? _traces;
    private MeterProvider? _metrics;

    /// <summary>Sends, where that is asked for; else nothing is made, and nothing costs.</summary>
    public static void Add(IServiceCollection services, TelemetryOptions options)
    {
        if (options.Otlp is not null || Variables.Any(IsSet))
        {
            services.AddHostedService(_ => new TelemetryExport(options));
        }
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        var resource = ResourceBuilder.CreateDefault().AddService("catalog-gateway").AddEnvironmentVariableDetector();
        if (IsWanted("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"))
        {
            _traces = Sdk.CreateTracerProviderBuilder().SetResourceBuilder(resource).AddSource(GatewayTelemetry.SourceName).AddOtlpExporter(otlp => Point(otlp, "v1/traces")).Build();
        }

        if (IsWanted("OTEL_EXPORTER_OTLP_METRICS_ENDPOINT"))
        {
            _metrics = Sdk.CreateMeterProviderBuilder().SetResourceBuilder(resource).AddMeter(GatewayTelemetry.MeterName).AddOtlpExporter(otlp => Point(otlp, "v1/metrics")).Build();
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        // A collector that is away must not keep the gateway.
        _traces?.Shutdown(FlushMilliseconds);
        _metrics?.Shutdown(FlushMilliseconds);
        return Task.CompletedTask;
    }

    public void Dispose()
    {
        _traces?.Dispose();
        _metrics?.Dispose();
    }

    private bool IsWanted(string variable) => options.Otlp is not null || IsSet(Variables[0]) || IsSet(variable);

    private void Point(OtlpExporterOptions otlp, string path)
    {
        if (options.Otlp is not { } address)
        {
            return;
        }

        // Protobuf over HTTP unless the variable says gRPC: it passes proxies, and needs no HTTP/2.
        if (!IsSet("OTEL_EXPORTER_OTLP_PROTOCOL"))
        {
            otlp.Protocol = OtlpExportProtocol.HttpProtobuf;
        }

        otlp.Endpoint = otlp.Protocol == OtlpExportProtocol.HttpProtobuf ? new Uri(new Uri(address.GetLeftPart(UriPartial.Path).TrimEnd('/') + "/"), path) : address;
    }

    private static bool IsSet(string variable) => Environment.GetEnvironmentVariable(variable) is { Length: > 0 };
}
