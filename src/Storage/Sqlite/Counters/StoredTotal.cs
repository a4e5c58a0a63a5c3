namespace Catalog.Storage.Sqlite.Counters;

/// <summary>A row of a total.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Start">Its window.</param>
/// <param name="Total">Decimal digits.</param>
/// <param name="Owner">The process that counts it; null where none does.</param>
/// <param name="IsRecalled">Whether another process waits for the owner to let go.</param>
/// <param name="SharedUntil">Until then nobody counts it alone, as stored.</param>
internal sealed record StoredTotal(long Id, DateTimeOffset Start, string Total, string? Owner, bool IsRecalled, long SharedUntil);
