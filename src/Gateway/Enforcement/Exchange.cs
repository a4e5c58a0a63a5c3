using Catalog.Core.Decisions;
using Catalog.Gateway.Approvals.Elicitations;
using Catalog.Gateway.Relaying;
using Catalog.Gateway.Tracing;

namespace Catalog.Gateway.Enforcement;

/// <summary>One message of the downstream on its way; the steps of the pipeline leave on it either an admission or an answer.</summary>
internal sealed class Exchange
{
    private Envelope _message = null!;

    public required Envelope Message { get => _message; init => _message = value; }

    public required Caller Caller { get; init; }

    public required ProtocolEra Era { get; init; }

    /// <summary>When it arrived, as a timestamp of the gateway's clock.</summary>
    public required long ArrivedAt { get; init; }

    /// <summary>The version of the protocol as the transport told it; null where it told none.</summary>
    public string? Version { get; init; }

    /// <summary>The context of the trace as the transport told it; null where it told none, or nobody records traces.</summary>
    public string? TraceParent { get; init; }

    /// <summary>What vendors added to it; null for nothing.</summary>
    public string? TraceState { get; init; }

    /// <summary>The spans of the request; null where none is recorded.</summary>
    public RequestTrace? Trace { get; set; }

    /// <summary>Sends a notification to the caller while the call waits; null where the lane cannot.</summary>
    public Func<ReadOnlyMemory<byte>, CancellationToken, ValueTask>? Notify { get; init; }

    /// <summary>Tells the caller's session something after the call was answered; false where it has ended. Null where the lane has no session.</summary>
    public Func<ReadOnlyMemory<byte>, bool>? Announce { get; init; }

    /// <summary>Where the call is noted while it is held; null where the lane ends held calls by itself.</summary>
    public IHeldCalls? Held { get; init; }

    /// <summary>Called when the call begins to wait for a person; null where nothing else waits for it.</summary>
    public Action? Waits { get; init; }

    /// <summary>Whether the client shows its user addresses to open; null where the message itself says it, in the modern era.</summary>
    public bool? TakesUrls { get; init; }

    /// <summary>What the client told of the page that the gateway asked it to open.</summary>
    public OpenedPage Page { get; set; }

    /// <summary>What is known of the upstream's tools.</summary>
    public required ToolShelf Tools { get; init; }

    /// <summary>Set by the enforcement step alone: the message may be forwarded.</summary>
    public Admission? Admission { get; set; }

    /// <summary>Whether the call is, or was, held open for a person.</summary>
    public bool IsHeld { get; set; }

    /// <summary>Whether it goes on with a request that passed before.</summary>
    public bool Continues { get; set; }

    /// <summary>The request for approval that the call waits for, or by which it was decided; null where none was asked.</summary>
    public string? Approval { get; set; }

    /// <summary>The people whose decision this is; null where none decided.</summary>
    public IReadOnlyList<string>? DecidedBy { get; set; }

    /// <summary>What was decided where it is not forwarded; null for what is refused before a decision.</summary>
    public DecisionKind? Decided { get; set; }

    /// <summary>What the caller is told instead.</summary>
    public ReadOnlyMemory<byte>? Answer { get; set; }

    /// <summary>The reason of a refusal for the status of an HTTP answer; null for results and forwarded messages.</summary>
    public int? RefusalCode { get; set; }

    /// <summary>The scopes that the caller's token lacks, where nothing else stands in the way of the message; empty for none.</summary>
    public IReadOnlyList<string> MissingScopes { get; set; } = [];

    /// <summary>The code of a denial: its own where scopes alone are missing.</summary>
    public int DenialCode => MissingScopes.Count > 0 ? RpcErrors.InsufficientScope : RpcErrors.DeniedByPolicy;

    /// <summary>Puts in the place of a message that answers the gateway the one that it repeats, before anything is decided.</summary>
    public void Repeat(Envelope message) => _message = message;
}
