using Catalog.Core.Approvals;
using Catalog.Core.Counters;
using Catalog.Core.Decisions;

namespace Catalog.Policy.Deciding;

/// <summary>
/// What a policy says of one call. <see cref="DecisionKind.Allow"/> means: forward once every draw is reserved.
/// <see cref="DecisionKind.Pending"/> means: forward only with an approval of <see cref="Approval"/> claimed, and every draw reserved.
/// </summary>
public sealed record Decision
{
    /// <summary>The answer. <see cref="DecisionKind.Refuse"/>: the message is answered with a JSON-RPC error, in observe mode too.</summary>
    public required DecisionKind Kind { get; init; }

    /// <summary>The rule that decided: a JSON Pointer of the document, or <c>(no policy)</c>, <c>(hidden)</c>, <c>(name)</c>, <c>(default deny)</c>, <c>(case variant)</c>, <c>(prototype)</c>; null where the call is allowed.</summary>
    public string? Rule { get; init; }

    /// <summary>The sentence for the agent, without a <c>[POLICY DENIED]</c> before it; null where the call is allowed.</summary>
    public string? Message { get; init; }

    /// <summary>How long the agent is told to wait, in whole seconds; null where waiting does not help.</summary>
    public int? RetryAfterSeconds { get; init; }

    /// <summary>The approval that the call needs; null where none is asked.</summary>
    public ApprovalRequest? Approval { get; init; }

    /// <summary>What the call draws, to be reserved all or none; empty unless the call may pass.</summary>
    public IReadOnlyList<CounterDraw> Draws { get; init; } = [];

    /// <summary>What observed rules would have done, in order: <c>deny RULE</c> or <c>pending RULE</c>.</summary>
    public IReadOnlyList<string> Would { get; init; } = [];

    /// <summary>What was wrong with conditions and amounts, observed ones too: for the log, without argument values.</summary>
    public IReadOnlyList<string> Errors { get; init; } = [];

    /// <summary>The policy that decided, <c>NAME@sha256:…</c>; null where there was none.</summary>
    public string? PolicyId { get; init; }
}
