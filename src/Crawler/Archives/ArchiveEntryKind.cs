namespace Catalog.Crawler.Archives;

/// <summary>What an entry of an archive is.</summary>
internal enum ArchiveEntryKind
{
    /// <summary>A plain file.</summary>
    File,

    /// <summary>A folder.</summary>
    Folder,

    /// <summary>A symbolic link.</summary>
    SymbolicLink,

    /// <summary>A second name of another entry.</summary>
    HardLink,

    /// <summary>A device, a pipe, or a kind that nobody knows.</summary>
    Special,
}
