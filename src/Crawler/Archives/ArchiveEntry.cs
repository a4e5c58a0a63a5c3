namespace Catalog.Crawler.Archives;

/// <summary>One entry as its archive tells it; nothing of it is checked yet.</summary>
/// <param name="Name">The name as written.</param>
/// <param name="Kind">What it says it is.</param>
/// <param name="Content">The bytes of a file, to be read before the next entry is asked for; null for all else.</param>
internal sealed record ArchiveEntry(string Name, ArchiveEntryKind Kind, Stream? Content);
