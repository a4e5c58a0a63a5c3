using Catalog.Core.Decisions;
using Catalog.Gateway.Relaying;

namespace Catalog.Gateway.Enforcement;

/// <summary>One message of the downstream on its way; the steps of the pipeline leave on it either an admission or an answer.</summary>
internal sealed class Exchange
{
    public required Envelope Message { get; init; }

    public required Caller Caller { get; init; }

    public required ProtocolEra Era { get; init; }

    /// <summary>When it arrived, as a timestamp of the gateway's clock.</summary>
    public required long ArrivedAt { get; init; }

    /// <summary>The version of the protocol as the transport told it; null where it told none.</summary>
    public string? Version { get; init; }

    /// <summary>Sends a notification to the caller while the call waits; null where the lane cannot.</summary>
    public Func<ReadOnlyMemory<byte>, CancellationToken, ValueTask>? Notify { get; init; }

    /// <summary>What is known of the upstream's tools.</summary>
    public required ToolShelf Tools { get; init; }

    /// <summary>Set by the enforcement step alone: the message may be forwarded.</summary>
    public Admission? Admission { get; set; }

    /// <summary>Whether the call is, or was, held open for a person.</summary>
    public bool IsHeld { get; set; }

    /// <summary>The people whose decision this is; null where none decided.</summary>
    public IReadOnlyList<string>? DecidedBy { get; set; }

    /// <summary>What was decided where it is not forwarded; null for what is refused before a decision.</summary>
    public DecisionKind? Decided { get; set; }

    /// <summary>What the caller is told instead.</summary>
    public ReadOnlyMemory<byte>? Answer { get; set; }

    /// <summary>The reason of a refusal for the status of an HTTP answer; null for results and forwarded messages.</summary>
    public int? RefusalCode { get; set; }
}
