using System.ComponentModel.DataAnnotations;
using Catalog.Core.Servers;

namespace Catalog.Core.Changes;

/// <summary>Which changes to list.</summary>
public sealed record ChangeQuery
{
    /// <summary>Only those stored at this moment or later; null for all.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Only those of this crawl and of later ones; null for all. Imports have no crawl and are left out.</summary>
    public long? SinceRun { get; init; }

    /// <summary>Only those of this server; null for all.</summary>
    public ServerKey? Server { get; init; }

    /// <summary>Only those of this tool; null for all. Goes with <see cref="Server"/>.</summary>
    public string? Tool { get; init; }

    /// <summary>Only those of this kind; null for all.</summary>
    public ChangeKind? Kind { get; init; }

    /// <summary>True for only those at which a person should look.</summary>
    public bool MarkedOnly { get; init; }

    /// <summary>True to list where the catalog started too.</summary>
    public bool WithBaseline { get; init; }

    /// <summary>How many to pass over.</summary>
    /// <value>0.</value>
    [Range(0, int.MaxValue)]
    public int Offset { get; init; }

    /// <summary>How many to give at most, 1 to 1,000.</summary>
    /// <value>50.</value>
    [Range(1, 1000)]
    public int Limit { get; init; } = 50;
}
