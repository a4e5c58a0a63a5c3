using System.ComponentModel.DataAnnotations;
using Catalog.Gateway.Approvals;
using Catalog.Gateway.Metering;
using Catalog.Gateway.Credentials;
using Catalog.Gateway.Listening;
using Catalog.Gateway.Pinning;
using Catalog.Gateway.Scanning;
using Catalog.Gateway.Upstreams;

namespace Catalog.Gateway;

/// <summary>One gateway in front of one upstream, or one lane of a gateway of many.</summary>
public sealed class GatewayOptions
{
    /// <summary>The gateway's id of the upstream: names its totals, and stands in the decision log. 1 to 200 characters.</summary>
    [Required]
    [StringLength(200, MinimumLength = 1)]
    public required string ServerId { get; init; }

    /// <summary>The policy document. It is read at the start, where an error stops it, and again whenever it changes.</summary>
    [Required]
    public required string PolicyFile { get; init; }

    /// <summary>The policy that binds callers without a grant of their own; null for none, which denies them every call.</summary>
    /// <value>The file name of <see cref="PolicyFile"/> without extension.</value>
    public string? PolicyName
    {
        get => field ?? (PolicyFile.Length > 0 ? System.IO.Path.GetFileNameWithoutExtension(PolicyFile) : null);
        init;
    }

    /// <summary>The upstream's command and its arguments; empty where the upstream has an address.</summary>
    public IReadOnlyList<string> Command { get; init; } = [];

    /// <summary>What the command's environment holds beside the gateway's own, or instead of it.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The folder in which the command is started; null for the gateway's own.</summary>
    public string? WorkingDirectory { get; init; }

    /// <summary>What the command may take; null for no limits.</summary>
    public ProcessLimits? Limits { get; init; }

    /// <summary>The sandbox in which the command runs; null for none.</summary>
    public SandboxOptions? Sandbox { get; init; }

    /// <summary>Headers with which the gateway proves itself to the address; a caller's own of the same name never go there.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>How the gateway gets access tokens for the address; null for none.</summary>
    public UpstreamOAuth? OAuth { get; init; }

    /// <summary>The upstream's Streamable HTTP endpoint, http or https; null where it is a command.</summary>
    public Uri? Upstream { get; init; }

    /// <summary>Which era of the protocol the server speaks, where it speaks only one: then clients of the other are bridged.</summary>
    /// <value>Any.</value>
    public UpstreamEra Era { get; init; }

    /// <summary>Where to listen, such as <c>http://127.0.0.1:5081</c>; null for standard input and output. Port 0 takes a free one.</summary>
    public Uri? Listen { get; init; }

    /// <summary>Where the endpoint stands under <see cref="Listen"/>.</summary>
    /// <value><c>/mcp</c>.</value>
    public string Path { get; init; } = "/mcp";

    /// <summary>Whether callers need a grant's token. Always so for a listener that is not loopback.</summary>
    /// <value>False: on loopback the caller is <c>anonymous</c>.</value>
    public bool RequireGrant { get; init; }

    /// <summary>Host names beside the loopback ones under which the listener may be asked, and from whose pages.</summary>
    public IReadOnlyList<string> AllowedHosts { get; init; } = [];

    /// <summary>Methods that are forwarded although the gateway does not know them.</summary>
    public IReadOnlyList<string> ExtraMethods { get; init; } = [];

    /// <summary>How long a call that waits for a person is held open, where the client asked for progress; zero answers at once.</summary>
    /// <value>45 seconds.</value>
    public TimeSpan ApprovalHold { get; init; } = TimeSpan.FromSeconds(45);

    /// <summary>How many unlike approvers a call needs that the policy puts behind approval.</summary>
    /// <value>One.</value>
    public ApproverCounts Approvers { get; init; } = new();

    /// <summary>Whether an approver may approve calls of a grant that he is known to hold.</summary>
    /// <value>False: somebody else has to.</value>
    public bool OwnApprovals { get; init; }

    /// <summary>Under which address people open the pages of approvals, without a path: https, or http on loopback; null for that of <see cref="Listen"/>.</summary>
    public Uri? ApprovalPage { get; init; }

    /// <summary>Whether calls pass when the counter store cannot be reached. Never stands in for an approval.</summary>
    /// <value>False: they are denied.</value>
    public bool CountersFailOpen { get; init; }

    /// <summary>What happens to tools whose definitions change after they were first seen.</summary>
    /// <value>They are blocked.</value>
    public ToolChanges ToolChanges { get; init; } = ToolChanges.Block;

    /// <summary>What happens to tools that no pin speaks of when their server first lists them. Only where definitions are pinned.</summary>
    /// <value>They are pinned as they are.</value>
    public UnknownTools UnknownTools { get; init; }

    /// <summary>Whose definitions are trusted before the server gives its own: the whole path of a file of tool definitions, or a server's key in the catalog; null for none.</summary>
    public string? PinsFrom { get; init; }

    /// <summary>What is looked for in the server's answers, and what happens where it is found.</summary>
    /// <value>Nothing.</value>
    public ScanOptions Scan { get; init; } = new();

    /// <summary>Whether the decision log holds the arguments of calls, with what looks secret replaced, at most 4,000 characters of each.</summary>
    /// <value>False: their names alone.</value>
    public bool LogValues { get; init; }

    /// <summary>How what the gateway counts is shown; of a gateway of many, the plan's own.</summary>
    /// <value>Not at all.</value>
    public MetricsOptions Metrics { get; init; } = new();

    /// <summary>How many sessions a grant may open in an hour.</summary>
    /// <value>60.</value>
    [Range(1, 1_000_000)]
    public int SessionsPerHour { get; init; } = 60;

    /// <summary>How many requests of one grant may be under way at the same time; streams that answer no call do not count.</summary>
    /// <value>256.</value>
    [Range(1, 1_000_000)]
    public int ConcurrentCalls { get; init; } = 256;

    /// <summary>How many messages of any kind one grant may send in any minute, 1 to 1,000,000; null for as many as it likes.</summary>
    /// <value>None.</value>
    [Range(1, 1_000_000)]
    public int? RequestsPerMinute { get; init; }

    /// <summary>What connections of the listener may take.</summary>
    public ConnectionLimits Connections { get; init; } = new();

    /// <summary>Bytes of one message.</summary>
    /// <value>8 MB.</value>
    [Range(1024, 1 << 30)]
    public int MaxMessageBytes { get; init; } = 8 * 1024 * 1024;

    /// <summary>Objects and lists inside each other in one message.</summary>
    /// <value>64.</value>
    [Range(4, 256)]
    public int MaxDepth { get; init; } = 64;

    /// <summary>Bytes of one answer of the upstream.</summary>
    /// <value>64 MB.</value>
    [Range(1024, 1 << 30)]
    public int MaxAnswerBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>Whether it is the bridge of a client that knows no HTTP: its server is a gateway, and its credential a grant's token.</summary>
    internal bool IsBridge { get; init; }

    /// <summary>How long the upstream may take to begin its answer; on standard input and output, to answer or tell of progress.</summary>
    /// <value>10 minutes.</value>
    public TimeSpan UpstreamTimeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How long the rest of an answer that has begun may keep the gateway waiting for its next byte; streams of events may be silent for as long as they like. Above zero.</summary>
    /// <value>2 minutes.</value>
    public TimeSpan AnswerPause { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How long the rest of an answer that has begun may keep the gateway waiting in all, streams of events excepted. Time that its caller takes to read does not count. Above zero.</summary>
    /// <value>10 minutes.</value>
    public TimeSpan AnswerTime { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// How long a call of a tool over HTTP may be told nothing; then its answer becomes a stream of events, which says every 25 seconds that it goes on. Clients that
    /// take no streams are not told. Above zero.
    /// </summary>
    /// <value>25 seconds.</value>
    public TimeSpan KeepAlive { get; init; } = TimeSpan.FromSeconds(25);

    /// <summary>How long a session of the HTTP listener lives without use.</summary>
    /// <value>30 minutes.</value>
    public TimeSpan SessionIdle { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>How long calls that are under way at the end of the gateway may take to finish; then their connections are cut. Streams that answer no call end at once.</summary>
    /// <value>5 seconds.</value>
    public TimeSpan ShutdownGrace { get; init; } = TimeSpan.FromSeconds(5);
}
