using System.Text.Json.Serialization;
using Catalog.Core.Servers;

namespace Catalog.Core.Changes;

/// <summary>One thing that appeared, changed or vanished, stored in the transaction that stored its server.</summary>
public sealed record CatalogChange
{
    /// <summary>Its place; a later change of the same server has a higher one.</summary>
    public required long Position { get; init; }

    /// <summary>When it was stored.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The crawl that found it; null for an import.</summary>
    public long? Run { get; init; }

    /// <summary>The server.</summary>
    [JsonConverter(typeof(ServerKeyJsonConverter))]
    public required ServerKey Server { get; init; }

    /// <summary>The tool; null where it is about the server itself.</summary>
    public string? Tool { get; init; }

    /// <summary>What happened.</summary>
    public required ChangeKind Kind { get; init; }

    /// <summary>True where it is no change but where the catalog starts: what the first crawl of an empty catalog finds.</summary>
    public bool IsBaseline { get; init; }

    /// <summary>What it consists of.</summary>
    public required ChangeDetails Details { get; init; }

    /// <summary>True where a person should look.</summary>
    public bool IsMarked => Details.Marks.Count > 0;
}
