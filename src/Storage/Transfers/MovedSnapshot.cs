namespace Catalog.Storage.Transfers;

/// <summary>One row of <c>snapshots</c>.</summary>
internal sealed record MovedSnapshot(
    long StoredAt,
    string? Title,
    string? Description,
    string? Repository,
    string? Homepage,
    string? License,
    string Source,
    string? Version,
    string? Commit,
    string ContentHash,
    string? ETag,
    string Origin,
    long FetchedAt,
    string? Notice);
