using System.Text.Json.Serialization;
using Catalog.Core.Tools;

namespace Catalog.Core.Decisions;

/// <summary>The record of one decision. Argument values are not part of it.</summary>
public sealed record DecisionLogEntry
{
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

    /// <summary>What observed rules would have done, <c>deny POINTER</c> each; null where there are none.</summary>
    public IReadOnlyList<string>? Would { get; init; }

    /// <summary>The names of the top-level arguments, in the order written; null where there are none.</summary>
    public IReadOnlyList<string>? ArgumentKeys { get; init; }

    /// <summary>The gateway's own time for it, in microseconds; null where it was not measured.</summary>
    public long? GatewayMicroseconds { get; init; }

    /// <summary>What went wrong beside the decision, for operators; null where nothing did.</summary>
    public string? Error { get; init; }
}
