using System.Text.Json;

namespace Catalog.Storage.Transfers;

/// <summary>A server with all that it ever was, as a line of an export. Lists are in the order in which their rows were made; moments are as stored.</summary>
internal sealed record MovedServer
{
    public required string Key { get; init; }

    public required long FirstSeen { get; init; }

    public required long LastSeen { get; init; }

    /// <summary>Its snapshots; the last is in force.</summary>
    public required IReadOnlyList<MovedSnapshot> Snapshots { get; init; }

    /// <summary>The lists of names that readings point to by their place.</summary>
    public required IReadOnlyList<JsonElement> Rosters { get; init; }

    public required IReadOnlyList<MovedTool> Tools { get; init; }
}
