namespace Catalog.Crawler.Extractors;

/// <summary>An unpacked snapshot: plain files and folders only, no links, all names inside it.</summary>
public sealed record SnapshotFolder
{
    /// <summary>The absolute path of the folder that holds the files.</summary>
    public required string Path { get; init; }

    /// <summary>The folder below it that is the server, <c>/</c> between parts; what its code imports may lie outside. Null where the whole may hold servers.</summary>
    public string? Folder { get; init; }

    /// <summary>A tool's name, or a file's path inside the snapshot, whose reading is to be explained; null for none, which is faster.</summary>
    public string? Explain { get; init; }
}
