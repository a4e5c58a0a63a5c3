using Catalog.Gateway.Pinning;
using Catalog.Gateway.Upstreams;
using YamlDotNet.RepresentationModel;

namespace Catalog.Gateway.Configuration;

/// <summary>Reads <c>upstreams</c>: a map of server ids.</summary>
internal static class UpstreamSection
{
    public static readonly string[] Keys = ["command", "args", "env", "cwd", "limits", "sandbox", "url", "headers", "oauth", "policy", "timeout", "answer_pause", "answer_time", "keep_alive", "era", "scan", "tool_changes", "unknown_tools", "pins", "approvals"];
    public static readonly string[] LimitKeys = ["memory", "cpu", "processes", "open_files"];
    public static readonly string[] SandboxKeys = ["network", "read", "write"];

    // The protocol's own, and those that say how long a message is and where it ends: the gateway alone writes them.
    private static readonly string[] OwnHeaders =
        ["Accept", "Connection", "Content-Length", "Content-Type", "Content-Encoding", "Cookie", "Expect", "Host", "Last-Event-ID", "TE", "Trailer", "Transfer-Encoding", "Upgrade"];

    public static IReadOnlyList<GatewayOptions> Read(MapReader root, ConfigurationReading reading, IReadOnlyDictionary<string, string> policies, LimitSection limits, ApprovalSection approvals)
    {
        var upstreams = new List<GatewayOptions>();
        foreach (var (name, node) in root.Entries("upstreams", "a map of server names, as in `files: {command: npx, …}`"))
        {
            if (!Names.IsId(name))
            {
                reading.Add(node, $"the server name `{name}` must have 1 to 64 letters, digits, `-`, `_` and `.`, and begin with a letter or digit: it is part of the address");
            }

            if (MapReader.OfOrNull(node, reading, name, Keys) is { } map)
            {
                upstreams.Add(ReadOne(name, map, reading, policies, limits, approvals));
            }
        }

        if (upstreams.Count == 0 && reading.Problems.Count == 0)
        {
            reading.Add(root.FindOrNull("upstreams") ?? root.Node, "`upstreams` must name at least one server");
        }

        return upstreams;
    }

    private static GatewayOptions ReadOne(string name, MapReader map, ConfigurationReading reading, IReadOnlyDictionary<string, string> policies, LimitSection limits, ApprovalSection approvals)
    {
        var command = map.TextOrNull("command");
        var url = map.AddressOrNull("url", "http", "https");
        if (map.Has("command") == map.Has("url"))
        {
            reading.Add(map.Node, $"the server `{name}` must have either `command` or `url`");
        }

        foreach (var key in (string[])(map.Has("url") ? ["args", "env", "cwd", "limits", "sandbox"] : ["headers", "oauth"]))
        {
            if (map.Has(key))
            {
                map.Add(key, $"`{key}` is for a server with `{(key is "headers" or "oauth" ? "url" : "command")}`: leave it out");
            }
        }

        var folder = map.TextOrNull("cwd") is { } written ? reading.PathOf(written) : null;
        if (folder is not null && !Directory.Exists(folder))
        {
            map.Add("cwd", $"the folder `{folder}` is not there: make it first");
        }

        foreach (var key in (string[])["env", "headers", "oauth"])
        {
            reading.KeepSecret(map.FindOrNull(key));
        }

        var policy = PolicyOrNull(name, map, policies);
        // Each once: what is wrong with it is told once.
        var (changes, unknown) = (ChangesOf(map, limits.ToolChanges), PinSection.UnknownOf(map, limits.UnknownTools));
        return new GatewayOptions
        {
            ServerId = name,
            PolicyName = policy,
            PolicyFile = policy is null ? "" : policies[policy],
            Command = command is null ? [] : [command, .. map.Texts("args")],
            Environment = map.TextMap("env", mayBeSecret: true),
            WorkingDirectory = folder,
            Limits = LimitsOrNull(map, reading),
            Sandbox = SandboxOrNull(map, reading),
            Upstream = url,
            Headers = Headers(map),
            OAuth = UpstreamOAuthSection.ReadOrNull(map, reading),
            LogValues = limits.LogValues,
            Era = map.Choice("era", "any", "any", "legacy", "modern") switch { "legacy" => UpstreamEra.Legacy, "modern" => UpstreamEra.Modern, _ => UpstreamEra.Any },
            Scan = ScanSection.Read(map, reading, limits.Scan),
            ToolChanges = changes,
            UnknownTools = unknown,
            PinsFrom = PinSection.FromOrNull(map, reading, changes, unknown),
            UpstreamTimeout = map.Time("timeout", limits.Timeout, TimeSpan.FromDays(1)),
            AnswerPause = LimitSection.Long(map, "answer_pause", limits.AnswerPause, TimeSpan.FromDays(1)),
            AnswerTime = LimitSection.Long(map, "answer_time", limits.AnswerTime, TimeSpan.FromDays(1)),
            KeepAlive = LimitSection.Long(map, "keep_alive", limits.KeepAlive, TimeSpan.FromDays(1)),
            MaxMessageBytes = limits.MessageBytes,
            MaxAnswerBytes = limits.AnswerBytes,
            MaxDepth = limits.Depth,
            SessionIdle = limits.SessionIdle,
            ApprovalHold = approvals.Hold,
            Approvers = ApprovalSection.OfServer(map, reading, approvals.Approvers),
            OwnApprovals = approvals.OwnCalls,
            CountersFailOpen = limits.CountersFailOpen,
            ExtraMethods = limits.ExtraMethods,
            ShutdownGrace = limits.ShutdownGrace,
        };
    }

    /// <summary>What happens to tools that change.</summary>
    public static ToolChanges ChangesOf(MapReader map, ToolChanges otherwise) => map.Choice("tool_changes", NameOf(otherwise), "block", "warn", "allow") switch
    {
        "block" => ToolChanges.Block,
        "warn" => ToolChanges.Warn,
        _ => ToolChanges.Allow,
    };

    private static string NameOf(ToolChanges changes) => changes switch
    {
        ToolChanges.Block => "block",
        ToolChanges.Warn => "warn",
        _ => "allow",
    };

    private static string? PolicyOrNull(string name, MapReader map, IReadOnlyDictionary<string, string> policies)
    {
        if (map.TextOrNull("policy") is not { } policy)
        {
            return !map.Has("policy") && policies.ContainsKey(name) ? name : null;
        }

        if (policies.ContainsKey(policy))
        {
            return policy;
        }

        map.Add("policy", $"there is no policy `{policy}`: {NearestName.Advice(policy, [.. policies.Keys])}");
        return null;
    }

    private static Dictionary<string, string> Headers(MapReader map)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in map.TextMap("headers", mayBeSecret: true))
        {
            if (!Names.IsHeader(name) || name.StartsWith("Mcp-", StringComparison.OrdinalIgnoreCase) || OwnHeaders.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                map.Add("headers", $"the header `{name}` is the gateway's to write: leave it out");
            }
            else if (value.Any(static c => c is < ' ' or > '~'))
            {
                map.Add("headers", $"the value of the header `{name}` must be of printable ASCII characters");
            }
            else if (!headers.TryAdd(name, value))
            {
                map.Add("headers", $"the header `{name}` is there twice: names of headers do not differ by case");
            }
        }

        return headers;
    }

    private static ProcessLimits? LimitsOrNull(MapReader map, ConfigurationReading reading)
    {
        if (map.FindOrNull("limits") is not { } node || MapReader.OfOrNull(node, reading, "limits", LimitKeys) is not { } limits)
        {
            return null;
        }

        const long MaxMemory = 1L << 40;
        return new ProcessLimits
        {
            MemoryBytes = limits.Has("memory") ? limits.Bytes("memory", MaxMemory, 16 << 20, MaxMemory) : null,
            ProcessorSeconds = limits.Has("cpu") ? (int)limits.Time("cpu", TimeSpan.FromDays(1), TimeSpan.FromDays(365)).TotalSeconds : null,
            Processes = limits.Has("processes") ? limits.Number("processes", 1024, 1, 1_000_000) : null,
            OpenFiles = limits.Has("open_files") ? limits.Number("open_files", 1024, 16, 1_000_000) : null,
        };
    }

    private static SandboxOptions? SandboxOrNull(MapReader map, ConfigurationReading reading)
    {
        if (map.FindOrNull("sandbox") is not { } node)
        {
            return null;
        }

        if (node is YamlScalarNode)
        {
            return map.Choice("sandbox", "none", "bubblewrap", "none") == "bubblewrap" ? new SandboxOptions() : null;
        }

        return MapReader.OfOrNull(node, reading, "sandbox", SandboxKeys) is not { } sandbox ? null : new SandboxOptions
        {
            Network = sandbox.Flag("network", false),
            Readable = [.. sandbox.Texts("read").Select(reading.PathOf)],
            Writable = [.. sandbox.Texts("write").Select(reading.PathOf)],
        };
    }
}
