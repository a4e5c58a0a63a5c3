namespace Catalog.Gateway.Aggregation;

/// <summary>A whole list of one server.</summary>
/// <param name="Entries">Its entries, in order.</param>
/// <param name="At">When the server gave it.</param>
/// <param name="TtlMs">For how many milliseconds the server says that it is good; null where it says nothing.</param>
internal sealed record KnownList(IReadOnlyList<ListEntry> Entries, DateTimeOffset At, long? TtlMs);
