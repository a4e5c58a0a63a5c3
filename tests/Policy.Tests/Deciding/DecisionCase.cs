using System.Text.Json;
using Catalog.Core.Decisions;

namespace Catalog.Policy.Tests.Deciding;

/// <summary>One call and what is said of it. What is not written is expected to be absent or empty, but for message and draws, which are compared where written.</summary>
internal sealed record DecisionCase
{
    public required string Note { get; init; }

    /// <summary>In place of the file's; JSON <c>null</c> for no policy at all.</summary>
    public JsonElement Policy { get; init; }

    public required DecisionCaseCall Call { get; init; }

    public required DecisionKind Decision { get; init; }

    public string? Rule { get; init; }

    public string? Message { get; init; }

    public IReadOnlyList<string> Would { get; init; } = [];

    public IReadOnlyList<string> Errors { get; init; } = [];

    public IReadOnlyList<string>? Draws { get; init; }

    /// <summary>The messages of the approval that is asked.</summary>
    public IReadOnlyList<string>? Asks { get; init; }

    public TimeSpan? Expires { get; init; }

    /// <summary>Whether <c>tools/list</c> shows the tool.</summary>
    public bool? Shown { get; init; }
}
