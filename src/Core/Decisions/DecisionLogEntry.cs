using System.Text.Json.Serialization;
using Catalog.Core.Tools;

namespace Catalog.Core.Decisions;

/// <summary>The record of one decision, or of how a message fared whose decision was recorded before. Argument values are part of it only where the operator asked for them.</summary>
public sealed record DecisionLogEntry
{
    /// <summary>Given to an entry that was written before its message was answered, so that a later one can name it, to one of what was denied or kept for a person, and to one with <see cref="Would"/> or <see cref="Approval"/>; null for all others.</summary>
    public string? Id { get; init; }

    /// <summary>For <see cref="DecisionKind.Settled"/>: the <see cref="Id"/> of the entry that this one completes; else null.</summary>
    public string? Of { get; init; }

    /// <summary>When the decision fell.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>The caller's grant; null where none was known.</summary>
    public string? Grant { get; init; }

    /// <summary>The MCP session; null where the protocol has none.</summary>
    public string? Session { get; init; }

    /// <summary>The gateway's id of the server.</summary>
    public required string Server { get; init; }

    /// <summary>The JSON-RPC method; null where the message had none or could not be read.</summary>
    public string? Method { get; init; }

    /// <summary>The tool of a call; null for other methods.</summary>
    public string? Tool { get; init; }

    /// <summary>The prompt of a <c>prompts/get</c>; null for other methods. Of a <c>resources/read</c> the address stands in <see cref="Arguments"/>, for it may hold anything.</summary>
    public string? Prompt { get; init; }

    /// <summary>True where it goes on with a request that passed before, and draws on no limit again; else null.</summary>
    public bool? Continues { get; init; }

    /// <summary>What became of it.</summary>
    [JsonConverter(typeof(LowerCaseEnumConverter<DecisionKind>))]
    public required DecisionKind Decision { get; init; }

    /// <summary>The rule that decided: a JSON Pointer, or <c>(hidden)</c>, <c>(default deny)</c> …; null for a call that passed without approval.</summary>
    public string? Rule { get; init; }

    /// <summary>The policy in force, <c>NAME@sha256:…</c>; null where there was none.</summary>
    public string? Policy { get; init; }

    /// <summary>What the agent was told; null for an allowed call.</summary>
    public string? Message { get; init; }

    /// <summary>How long the agent was told to wait, in whole seconds; null where waiting does not help or is not asked.</summary>
    public int? RetryAfterSeconds { get; init; }

    /// <summary>The approvers whose approval let a call pass, or the one who denied it; null where no person decided.</summary>
    public IReadOnlyList<string>? DecidedBy { get; init; }

    /// <summary>The id of the request for approval that the call waits for, or by which a person decided it; null where none was asked.</summary>
    public string? Approval { get; init; }

    /// <summary>What observed rules would have done, <c>deny POINTER</c> each; null where there are none.</summary>
    public IReadOnlyList<string>? Would { get; init; }

    /// <summary>The names of the top-level arguments, in the order written, of a <c>resources/read</c> <c>uri</c>; null where there are none.</summary>
    public IReadOnlyList<string>? ArgumentKeys { get; init; }

    /// <summary>The arguments as JSON text, with what looks secret replaced, cut off at 4,000 characters; null unless the operator asked for values.</summary>
    public string? Arguments { get; init; }

    /// <summary>The gateway's own time for it until it was decided, in microseconds; null where it was not measured.</summary>
    public long? GatewayMicroseconds { get; init; }

    /// <summary>How a forwarded message fared; null where it was not forwarded, or where that was not known when the entry was written: then an entry of <see cref="DecisionKind.Settled"/> follows, or the gateway ended first.</summary>
    [JsonConverter(typeof(LowerCaseEnumConverter<DecisionOutcome>))]
    public DecisionOutcome? Outcome { get; init; }

    /// <summary>From the decision to the end of the upstream's answer, in microseconds; null where no answer came.</summary>
    public long? UpstreamMicroseconds { get; init; }

    /// <summary>What was found in its answer, in the order of names; null where nothing was looked for or found.</summary>
    public IReadOnlyList<DecisionFinding>? Findings { get; init; }

    /// <summary>What went wrong beside the decision, for operators; null where nothing did.</summary>
    public string? Error { get; init; }
}
