using Catalog.Gateway.Relaying;

namespace Catalog.Gateway.Aggregation;

/// <summary>An entry of a server's list.</summary>
/// <param name="Key">The server's own name of it.</param>
/// <param name="Bytes">The entry as the server wrote it.</param>
/// <param name="KeyRange">Where the name stands in it, quotes included.</param>
internal sealed record ListEntry(string Key, ReadOnlyMemory<byte> Bytes, ByteRange KeyRange);
