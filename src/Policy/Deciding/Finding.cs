using Catalog.Core.Decisions;
using Catalog.Policy.Compiled;

namespace Catalog.Policy.Deciding;

/// <summary>What one rule has against a call.</summary>
/// <param name="Kind">Deny, Refuse or Pending.</param>
/// <param name="Rule">The rule.</param>
/// <param name="Message">The sentence for the agent.</param>
/// <param name="Observed">True where the rule is only observed, and does not end the decision.</param>
internal sealed record Finding(DecisionKind Kind, string Rule, string Message, bool Observed)
{
    /// <summary>What could not be evaluated.</summary>
    internal IReadOnlyList<string> Errors { get; init; } = [];

    /// <summary>The approval that asks; null for other kinds.</summary>
    internal CompiledApproval? Approval { get; init; }

    /// <summary>A denial, with what is wrong behind its sentence.</summary>
    internal static Finding Deny(string rule, string message, bool observed, IReadOnlyList<string>? errors = null) =>
        new(DecisionKind.Deny, rule, errors is { Count: > 0 } ? DecisionText.WithErrors(message, errors) : message, observed) { Errors = errors ?? [] };
}
