namespace Catalog.Gateway.Aggregation;

/// <summary>The entries of all servers, as one client was shown them: pages of it are cut from the same list.</summary>
/// <param name="Number">Stands in cursors; unique in a session.</param>
/// <param name="Shape">Which list.</param>
/// <param name="Entries">The entries with public names.</param>
/// <param name="Owners">Public name to server and its own name.</param>
/// <param name="Gaps">The servers whose part is old or missing, and why.</param>
/// <param name="TtlMs">For how many milliseconds it is good: as long as each of its parts.</param>
internal sealed record MergedList(
    long Number,
    ListShape Shape,
    IReadOnlyList<ReadOnlyMemory<byte>> Entries,
    IReadOnlyDictionary<string, (string Server, string Own)> Owners,
    IReadOnlyList<ListGap> Gaps,
    long TtlMs);
