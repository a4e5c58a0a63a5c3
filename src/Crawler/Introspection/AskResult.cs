using Catalog.Core.Tools;

namespace Catalog.Crawler.Introspection;

/// <summary>What a running server answered.</summary>
internal sealed record AskResult
{
    /// <summary>Why there is no answer, one sentence; null where there is one.</summary>
    public string? Problem { get; init; }

    /// <summary>Its tools in the order of its answer; names are unique.</summary>
    public IReadOnlyList<ToolDefinition> Tools { get; init; } = [];

    /// <summary>The name to show that it gives itself; null where it gives none.</summary>
    public string? Title { get; init; }

    /// <summary>The version that it gives itself; null where it gives none.</summary>
    public string? Version { get; init; }

    /// <summary>No answer.</summary>
    public static AskResult Failed(string problem) => new() { Problem = problem };
}
