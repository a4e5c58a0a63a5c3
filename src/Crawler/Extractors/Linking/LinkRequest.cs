namespace Catalog.Crawler.Extractors.Linking;

/// <summary>What a link worker is asked: one snapshot.</summary>
internal sealed record LinkRequest
{
    public required SnapshotFolder Folder { get; init; }

    /// <summary>True where only the folders that may hold servers are asked for: nothing is parsed.</summary>
    public bool IsForFolders { get; init; }

    /// <summary>The one of those folders to read, empty for the snapshot's own; null for all.</summary>
    public string? Only { get; init; }

    /// <summary>True where no other snapshot is read at the same time, so that files of this one may be parsed side by side.</summary>
    public bool IsAlone { get; init; }

    /// <summary>The dependencies to read on in.</summary>
    public IReadOnlyList<DependencyMount> Mounts { get; init; } = [];
}
