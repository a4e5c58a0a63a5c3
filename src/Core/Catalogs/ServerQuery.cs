using System.ComponentModel.DataAnnotations;

namespace Catalog.Core.Catalogs;

/// <summary>Which servers to list.</summary>
public sealed record ServerQuery
{
    /// <summary>Words to find in key, title, description and tool names; null or blank for all. Any text is safe: it is no query syntax.</summary>
    public string? Text { get; init; }

    /// <summary>What comes first.</summary>
    /// <value><see cref="ServerOrder.Natural"/>.</value>
    public ServerOrder Order { get; init; }

    /// <summary>How many to pass over.</summary>
    /// <value>0.</value>
    [Range(0, int.MaxValue)]
    public int Offset { get; init; }

    /// <summary>How many to give at most, 1 to 1,000.</summary>
    /// <value>50.</value>
    [Range(1, 1000)]
    public int Limit { get; init; } = 50;
}
