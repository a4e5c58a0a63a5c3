using Catalog.Core.Identities;
using Catalog.Core.Servers;
using Catalog.Core.Snapshots;

namespace Catalog.Core.Catalogs;

/// <summary>Everything that one reading of a server found; stored as a whole.</summary>
public sealed record ServerUpdate
{
    /// <summary>The identity to store it under.</summary>
    public required ServerKey Key { get; init; }

    /// <summary>See <see cref="ServerRecord.Title"/>.</summary>
    public string? Title { get; init; }

    /// <summary>See <see cref="ServerRecord.Description"/>.</summary>
    public string? Description { get; init; }

    /// <summary>See <see cref="ServerRecord.Repository"/>.</summary>
    public string? Repository { get; init; }

    /// <summary>See <see cref="ServerRecord.Homepage"/>.</summary>
    public string? Homepage { get; init; }

    /// <summary>See <see cref="ServerRecord.License"/>.</summary>
    public string? License { get; init; }

    /// <summary>See <see cref="ServerRecord.Notice"/>.</summary>
    public string? Notice { get; init; }

    /// <summary>What is said of its other names; empty where nothing is. Each reading replaces what the one before said.</summary>
    public IReadOnlyList<IdentityClaim> Claims { get; init; } = [];

    /// <summary>The key that it was stored under before its source gave it another name, and proved that by an id; null for most. What is stored under that key leads here from now on.</summary>
    public ServerKey? Formerly { get; init; }

    /// <summary>True where the catalog was empty when the reading that this is part of began: what appears is where it starts, and no change. A crawl's store knows by itself.</summary>
    public bool IsBaseline { get; init; }

    /// <summary>What was read.</summary>
    public required Snapshot Snapshot { get; init; }

    /// <summary>Its tools; names are unique, ordinally. May be empty: a server that lost all its tools.</summary>
    public required IReadOnlyList<ClassifiedTool> Tools { get; init; }
}
