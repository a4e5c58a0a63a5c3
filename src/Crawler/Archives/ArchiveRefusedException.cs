namespace Catalog.Crawler.Archives;

/// <summary>The archive is hostile, damaged or too big; nothing of it is used. Thrown inside the readers only: <see cref="Unpacker"/> turns it into a reason.</summary>
internal sealed class ArchiveRefusedException(string reason) : Exception(reason);
