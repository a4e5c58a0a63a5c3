using System.Diagnostics;
using Catalog.Gateway.Downstreams;
using Catalog.Gateway.Enforcement;
using Catalog.Gateway.Metering;
using Catalog.Gateway.Relaying;

namespace Catalog.Gateway.Tracing;

/// <summary>Begins the spans of one server's requests, while somebody records them. Nothing of arguments or answers stands in one.</summary>
internal sealed class LaneTracing(LaneMetrics metrics, GatewayOptions options)
{
    private static readonly ActivitySource Source = new(GatewayTelemetry.SourceName);

    /// <summary>Whether anybody records traces: else nothing is read for them, and messages go on byte for byte.</summary>
    public static bool IsOn => Source.HasListeners();

    /// <summary>Begins the span of a request.</summary>
    /// <returns>Null where it is not recorded, by the caller's own choice or the sampler's: then what the caller sent goes on as it is.</returns>
    public RequestTrace? BeginOrNull(Exchange exchange)
    {
        // All servers as one pass requests on to the lanes, which trace them.
        if (!IsOn || exchange.Message.Kind != MessageKind.Request || options.ServerId == Visitors.AnyServer)
        {
            return null;
        }

        return RecordedOrNull(exchange);
    }

    private RequestTrace? RecordedOrNull(Exchange exchange)
    {
        var message = exchange.Message;
        var places = TracePlaces.Read(message.Bytes);
        var told = ContextOf(places.ParentText, places.StateText);
        var transport = ContextOf(exchange.TraceParent, exchange.TraceState);
        var (method, tool) = metrics.LabelsOf(message, exchange.Tools);
        var name = tool is null or RuleKinds.Other ? method : $"{method} {tool}";
        var tags = new ActivityTagsCollection
        {
            ["mcp.method.name"] = method,
            [GatewayMetrics.ServerLabel] = options.ServerId,
            ["toolrisk.grant"] = exchange.Caller.Grant.Id,
        };
        if (message.IsToolCall)
        {
            tags["gen_ai.operation.name"] = "execute_tool";
            tags["gen_ai.tool.name"] = tool;
        }

        if (ProtocolVersions.KnownOrNull(exchange.Version ?? message.MetaVersion) is { } version)
        {
            tags["mcp.protocol.version"] = version;
        }

        // The message's own context is the parent, as it goes from end to end; that of the transport is a link beside it.
        ActivityLink[] links = told != default && transport != default && told.SpanId != transport.SpanId ? [new ActivityLink(transport)] : [];
        var parent = told != default ? told : transport;
        var server = Begin(name, ActivityKind.Server, parent, tags, links);
        return server is { IsAllDataRequested: true } ? new RequestTrace(server, places, parentContext => Begin(name, ActivityKind.Client, parentContext, tags, [])) : null;
    }

    private static ActivityContext ContextOf(string? parent, string? state) => ActivityContext.TryParse(parent, state, isRemote: true, out var context) ? context : default;

    private static Activity? Begin(string name, ActivityKind kind, ActivityContext parent, ActivityTagsCollection tags, ActivityLink[] links)
    {
        // Whatever is current belongs to the listener's own framework, and is neither recorded nor a parent.
        var current = Activity.Current;
        Activity.Current = null;
        try
        {
            return Source.StartActivity(name, kind, parent, tags, links);
        }
        finally
        {
            Activity.Current = current;
        }
    }
}
