using Catalog.Storage.Catalogs;

namespace Catalog.Storage.Postgres.Catalogs;

/// <summary>What is stored of one server, read while its row is locked.</summary>
internal sealed class KnownServer
{
    public required long Id { get; init; }

    public required bool IsNew { get; init; }

    /// <summary>When it was last looked at, as stored; 0 for a new one.</summary>
    public required long LastSeen { get; init; }

    /// <summary>What its last snapshot says, in the order of <see cref="ServerTexts.Of"/>; null for a new one.</summary>
    public required IReadOnlyList<string?>? Snapshot { get; init; }

    /// <summary>The tools in force, by name.</summary>
    public Dictionary<string, StoredTool> Tools { get; } = new(StringComparer.Ordinal);

    /// <summary>The ids of tools that were there once and are not now, by name.</summary>
    public Dictionary<string, long> Gone { get; } = new(StringComparer.Ordinal);

    /// <summary>The ids of its lists of names, by their text.</summary>
    public Dictionary<string, long> Rosters { get; } = new(StringComparer.Ordinal);
}
