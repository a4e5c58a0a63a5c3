namespace Catalog.Crawler.Archives;

/// <summary>One entry of a zip archive's central directory.</summary>
/// <param name="Name">The name, strictly decoded.</param>
/// <param name="Kind">What the Unix mode, or the trailing slash, says it is.</param>
/// <param name="IsDeflated">True for deflate, false for stored bytes.</param>
/// <param name="Crc">The checksum of the unpacked bytes.</param>
/// <param name="PackedSize">Bytes in the archive.</param>
/// <param name="Size">Bytes unpacked.</param>
/// <param name="HeaderOffset">Where its local header begins.</param>
internal sealed record ZipMember(string Name, ArchiveEntryKind Kind, bool IsDeflated, uint Crc, long PackedSize, long Size, long HeaderOffset);
