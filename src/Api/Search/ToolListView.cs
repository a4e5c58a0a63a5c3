using Catalog.Api.Shell;

namespace Catalog.Api.Search;

/// <summary>A list of tools with its filters.</summary>
internal sealed record ToolListView
{
    public required string Heading { get; init; }

    /// <summary>What the list is about, a sentence; empty for a plain search.</summary>
    public required string Lead { get; init; }

    /// <summary>The filters and the count in words.</summary>
    public required string Sentence { get; init; }

    public required ToolFilter Filter { get; init; }

    public required IReadOnlyList<FilterGroup> Filters { get; init; }

    /// <summary>Servers that match the words; empty without words and after the first part.</summary>
    public required IReadOnlyList<ServerEntry> Servers { get; init; }

    public required IReadOnlyList<ToolEntry> Tools { get; init; }

    public required Paging Paging { get; init; }

    /// <summary>The path of this list, for its further parts.</summary>
    public required string Path { get; init; }
}
