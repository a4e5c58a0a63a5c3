using System.Text.Json;
using Catalog.Core.Crawls;
using Catalog.Core.Tools;
using Catalog.Storage.Catalogs;

namespace Catalog.Storage.Sqlite.Catalogs;

/// <summary>Fetches and runs, in the catalog's file.</summary>
internal sealed class SqliteCrawlLedger(SqliteDatabase database) : ICrawlLedger
{
    /// <inheritdoc/>
    public Task<FetchRecord?> FindFetchOrNullAsync(string reference, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(reference);
        return database.ReadAsync(
            session => session.First("SELECT reference, servers, revision, etag, read_by, fetched_at FROM fetches WHERE reference = ?1", CatalogRows.ReadFetch, reference),
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<FetchRecord>> ListFetchesAsync(string prefix, string? after, int limit, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(prefix);
        var end = prefix[..^1] + (char)(prefix[^1] + 1);
        return database.ReadAsync<IReadOnlyList<FetchRecord>>(
            session => session.Query(
                "SELECT reference, servers, revision, etag, read_by, fetched_at FROM fetches WHERE reference >= ?1 AND reference < ?2 AND reference > ?3 ORDER BY reference LIMIT ?4",
                CatalogRows.ReadFetch, prefix, end, after ?? "", limit),
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task RecordFetchAsync(FetchRecord fetch, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(fetch);
        return database.WriteAsync(
            session => session.Execute(
                "INSERT OR REPLACE INTO fetches (reference, servers, revision, etag, read_by, fetched_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                fetch.Reference, ToolTexts.Write([.. fetch.Servers.Select(static key => key.Value)]), fetch.Revision, fetch.ETag, fetch.ReadBy, fetch.FetchedAt.ToStored()),
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task RecordRunAsync(CrawlRun run, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        return database.WriteAsync(
            session => session.Execute(
                "INSERT INTO runs (started_at, finished_at, items) VALUES (?1, ?2, ?3)",
                run.StartedAt.ToStored(), run.FinishedAt.ToStored(), JsonSerializer.Serialize(run.Items, ToolDefinitionJson.Options)),
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<CrawlRun>> ListRunsAsync(int limit, CancellationToken cancellationToken) => database.ReadAsync<IReadOnlyList<CrawlRun>>(
        session => session.Query("SELECT started_at, finished_at, items FROM runs ORDER BY id DESC LIMIT ?1", CatalogRows.ReadRun, Math.Max(limit, 0)),
        cancellationToken);
}
