using System.Text.Json;

namespace Catalog.Policy.Tests.Deciding;

/// <summary>A file of decisions: one policy, or one for each case.</summary>
internal sealed record DecisionCaseFile
{
    /// <summary>The section of the specification that the cases are of.</summary>
    public required string Section { get; init; }

    public JsonElement? Policy { get; init; }

    public required IReadOnlyList<DecisionCase> Cases { get; init; }
}
