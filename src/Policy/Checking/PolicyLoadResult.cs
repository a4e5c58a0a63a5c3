using Catalog.Policy.Compiled;

namespace Catalog.Policy.Checking;

/// <summary>What became of a policy document.</summary>
public sealed record PolicyLoadResult
{
    /// <summary>The enforceable policy; null exactly when there are errors.</summary>
    public PolicySet? Policy { get; init; }

    /// <summary>Every error, in the order of the document.</summary>
    public IReadOnlyList<PolicyProblem> Errors { get; init; } = [];
}
