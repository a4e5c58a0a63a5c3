using System.Collections.Concurrent;
using System.Diagnostics;
using Catalog.Gateway.Tracing;

namespace Catalog.Gateway.Tests.Tracing;

/// <summary>Records the gateway's spans of one test, as a collector would; a context that is not sampled is respected.</summary>
internal sealed class SpanRecorder : IDisposable
{
    private readonly ActivityListener _listener;
    private readonly string _server;

    /// <param name="server">The server whose spans are this test's.</param>
    public SpanRecorder(string server)
    {
        _server = server;
        _listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name == GatewayTelemetry.SourceName,
            Sample = static (ref ActivityCreationOptions<ActivityContext> options) =>
                options.Parent != default && !options.Parent.TraceFlags.HasFlag(ActivityTraceFlags.Recorded) ? ActivitySamplingResult.None : ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = Ended.Enqueue,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    private ConcurrentQueue<Activity> Ended { get; } = new();

    public IReadOnlyList<Activity> Spans => [.. Ended.Where(s => (string?)s.GetTagItem("toolrisk.server") == _server)];

    public void Dispose() => _listener.Dispose();
}
