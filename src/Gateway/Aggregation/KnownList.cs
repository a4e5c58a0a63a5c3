namespace Catalog.Gateway.Aggregation;

/// <summary>A whole list of one server.</summary>
/// <param name="Entries">Its entries, in order.</param>
/// <param name="At">When the server gave it.</param>
internal sealed record KnownList(IReadOnlyList<ListEntry> Entries, DateTimeOffset At);
