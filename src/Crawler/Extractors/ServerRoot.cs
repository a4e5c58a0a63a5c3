namespace Catalog.Crawler.Extractors;

/// <summary>A folder that may hold a server.</summary>
internal sealed record ServerRoot
{
    /// <summary>Below the snapshot's folder, <c>/</c> between parts; empty for the snapshot itself.</summary>
    public required string Folder { get; init; }

    /// <summary>What its manifest says; all null where it has none.</summary>
    public required PackageManifest Manifest { get; init; }
}
