using System.ComponentModel.DataAnnotations;
using Catalog.Core.Classifications;
using Catalog.Core.Servers;

namespace Catalog.Core.Catalogs;

/// <summary>Which tools to find; all filters must hold.</summary>
public sealed record ToolQuery
{
    /// <summary>Words to find in the server's key, the tool's name, title and description; null or blank for all. Any text is safe: it is no query syntax.</summary>
    public string? Text { get; init; }

    /// <summary>Only this server; null for all.</summary>
    public ServerKey? Server { get; init; }

    /// <summary>Only this category; null for all.</summary>
    public Category? Category { get; init; }

    /// <summary>Only this risk; null for all.</summary>
    public Risk? Risk { get; init; }

    /// <summary>Only tools with this facet; null for all.</summary>
    public Facet? Facet { get; init; }

    /// <summary>True for only those that a person should look at.</summary>
    public bool ReviewOnly { get; init; }

    /// <summary>How many to pass over.</summary>
    /// <value>0.</value>
    [Range(0, int.MaxValue)]
    public int Offset { get; init; }

    /// <summary>How many to give at most, 0 to 1,000; 0 asks only how many there are, which spares putting them in order.</summary>
    /// <value>50.</value>
    [Range(0, 1000)]
    public int Limit { get; init; } = 50;
}
