using System.ComponentModel.DataAnnotations;

namespace Catalog.Core.Decisions;

/// <summary>Which decisions to list; all filters must hold.</summary>
public sealed record DecisionQuery
{
    /// <summary>Only of this tool; null for all.</summary>
    public string? Tool { get; init; }

    /// <summary>Only of this server id; null for all.</summary>
    public string? Server { get; init; }

    /// <summary>Only of this kind; null for all.</summary>
    public DecisionKind? Decision { get; init; }

    /// <summary>Only from this moment on; null for all.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>How many at most, 1 to 100,000.</summary>
    /// <value>100.</value>
    [Range(1, 100_000)]
    public int Limit { get; init; } = 100;
}
