namespace Catalog.Crawler.Extractors.Linking;

/// <summary>What a link worker is asked: one snapshot.</summary>
internal sealed record LinkRequest
{
    public required SnapshotFolder Folder { get; init; }

    /// <summary>The dependencies to read on in.</summary>
    public IReadOnlyList<DependencyMount> Mounts { get; init; } = [];
}
