using Catalog.Gateway.Listening;
using Catalog.Gateway.Pinning;
using Catalog.Gateway.Scanning;

namespace Catalog.Gateway.Configuration;

/// <summary>What holds for every server alike: <c>limits</c>, <c>counters</c>, <c>allow_methods</c>, <c>scan</c>, <c>tool_changes</c>, <c>unknown_tools</c> and <c>shutdown_grace</c>.</summary>
internal sealed record LimitSection
{
    public static readonly string[] Keys = ["message", "answer", "depth", "timeout", "answer_pause", "answer_time", "keep_alive", "session_idle", "sessions_per_hour", "concurrent_calls", "requests_per_minute", "receive", "send", "idle", "connections"];
    public static readonly string[] CounterKeys = ["fail", "store"];

    private static readonly GatewayOptions Defaults = new() { ServerId = "", PolicyFile = "" };

    public int MessageBytes { get; private init; } = Defaults.MaxMessageBytes;

    public int AnswerBytes { get; private init; } = Defaults.MaxAnswerBytes;

    public int Depth { get; private init; } = Defaults.MaxDepth;

    public TimeSpan Timeout { get; private init; } = Defaults.UpstreamTimeout;

    public TimeSpan AnswerPause { get; private init; } = Defaults.AnswerPause;

    public TimeSpan AnswerTime { get; private init; } = Defaults.AnswerTime;

    public TimeSpan KeepAlive { get; private init; } = Defaults.KeepAlive;

    public TimeSpan SessionIdle { get; private init; } = Defaults.SessionIdle;

    public int SessionsPerHour { get; private init; } = Defaults.SessionsPerHour;

    public int ConcurrentCalls { get; private init; } = Defaults.ConcurrentCalls;

    public int? RequestsPerMinute { get; private init; } = Defaults.RequestsPerMinute;

    public bool LogValues { get; init; }

    public ConnectionLimits Connections { get; private init; } = Defaults.Connections;

    public bool CountersFailOpen { get; private init; }

    public string? CounterStore { get; private init; }

    public IReadOnlyList<string> ExtraMethods { get; private init; } = [];

    public ScanOptions Scan { get; private init; } = Defaults.Scan;

    public ToolChanges ToolChanges { get; private init; } = Defaults.ToolChanges;

    public UnknownTools UnknownTools { get; private init; } = Defaults.UnknownTools;

    public TimeSpan ShutdownGrace { get; private init; } = Defaults.ShutdownGrace;

    public static LimitSection Read(MapReader root, ConfigurationReading reading)
    {
        var day = TimeSpan.FromDays(1);
        var read = new LimitSection
        {
            ExtraMethods = root.Texts("allow_methods"),
            Scan = ScanSection.Read(root, reading, Defaults.Scan),
            ToolChanges = UpstreamSection.ChangesOf(root, Defaults.ToolChanges),
            UnknownTools = PinSection.UnknownOf(root, Defaults.UnknownTools),
            ShutdownGrace = root.Time("shutdown_grace", Defaults.ShutdownGrace, day),
        };
        if (root.FindOrNull("limits") is { } node && MapReader.OfOrNull(node, reading, "limits", Keys) is { } limits)
        {
            read = read with
            {
                MessageBytes = (int)limits.Bytes("message", read.MessageBytes, 1024, 1 << 30),
                AnswerBytes = (int)limits.Bytes("answer", read.AnswerBytes, 1024, 1 << 30),
                Depth = limits.Number("depth", read.Depth, 4, 256),
                Timeout = limits.Time("timeout", read.Timeout, day),
                AnswerPause = Long(limits, "answer_pause", read.AnswerPause, day),
                AnswerTime = Long(limits, "answer_time", read.AnswerTime, day),
                KeepAlive = Long(limits, "keep_alive", read.KeepAlive, day),
                SessionIdle = limits.Time("session_idle", read.SessionIdle, TimeSpan.FromDays(30)),
                SessionsPerHour = limits.Number("sessions_per_hour", read.SessionsPerHour, 1, 1_000_000),
                ConcurrentCalls = limits.Number("concurrent_calls", read.ConcurrentCalls, 1, 1_000_000),
                RequestsPerMinute = NumberOrNull(limits, "requests_per_minute"),
                Connections = new ConnectionLimits
                {
                    Receive = Long(limits, "receive", read.Connections.Receive, day),
                    Send = Long(limits, "send", read.Connections.Send, day),
                    Idle = Long(limits, "idle", read.Connections.Idle, day),
                    Connections = limits.Number("connections", read.Connections.Connections, 1, 1_000_000),
                },
            };
        }

        if (root.FindOrNull("counters") is { } counters && MapReader.OfOrNull(counters, reading, "counters", CounterKeys) is { } counting)
        {
            read = read with { CountersFailOpen = counting.Choice("fail", "closed", "closed", "open") == "open", CounterStore = counting.SecretTextOrNull("store") };
            if (read.CounterStore is { } store && !(Uri.TryCreate(store, UriKind.Absolute, out var address) && address.Scheme is "redis" or "rediss"))
            {
                counting.Add("store", "`store` must be the address of a Redis server, as in `redis://counters.example.com:6379/0`");
            }
        }

        return read;
    }

    /// <summary>A limit that is none where nothing is said.</summary>
    internal static int? NumberOrNull(MapReader limits, string key) => limits.Has(key) ? limits.Number(key, 1, 1, 1_000_000) : null;

    // A time of nothing would end every connection before it could say anything.
    internal static TimeSpan Long(MapReader limits, string key, TimeSpan otherwise, TimeSpan max)
    {
        var time = limits.Time(key, otherwise, max);
        if (time < TimeSpan.FromSeconds(1))
        {
            limits.Add(key, $"`{key}` must be a second or more");
        }

        return time;
    }
}
