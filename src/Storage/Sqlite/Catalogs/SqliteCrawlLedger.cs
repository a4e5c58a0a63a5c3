using Catalog.Core.Crawls;
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
    public Task<IReadOnlyDictionary<string, FetchRecord>> FindFetchesAsync(IReadOnlyCollection<string> references, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(references);
        return database.ReadAsync<IReadOnlyDictionary<string, FetchRecord>>(
            session => references.Distinct(StringComparer.Ordinal)
                .Select(reference => session.First("SELECT reference, servers, revision, etag, read_by, fetched_at FROM fetches WHERE reference = ?1", CatalogRows.ReadFetch, reference))
                .OfType<FetchRecord>()
                .ToDictionary(static fetch => fetch.Reference, StringComparer.Ordinal),
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
            session =>
            {
                Record(session, fetch);
                return true;
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<SourceRecord>> ListSourcesAsync(CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<SourceRecord>>(static session => session.Query(WorkRows.SourcesSql, WorkRows.ReadSource), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<CrawlRun>> ListRunsAsync(int limit, CancellationToken cancellationToken) => database.ReadAsync<IReadOnlyList<CrawlRun>>(
        session => session.Query($"SELECT {WorkRows.RunColumns} FROM crawl_runs r ORDER BY r.id DESC LIMIT ?1", WorkRows.ReadRun, Math.Max(limit, 0)),
        cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<(long Position, CrawlItem Item)>> ListItemsAsync(long run, long after, int limit, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<(long, CrawlItem)>>(
            session => session.Query(
                "SELECT position, reference, server, status, tools, changed, reason, marked, suspect FROM crawl_items WHERE run_id = ?1 AND position > ?2 ORDER BY position LIMIT ?3",
                WorkRows.ReadItem, run, after, limit),
            cancellationToken);

    /// <summary>Notes how a source fared inside the writer's transaction.</summary>
    public static void Record(SqliteSession session, SourceListed? listed, IReadOnlyList<CrawlItem> items, long now)
    {
        if (listed is not null)
        {
            session.Execute(
                """
                INSERT INTO crawl_sources (reference, tried_at, listed_at, problem) VALUES (?1, ?2, CASE WHEN ?3 IS NULL THEN ?2 END, ?3)
                ON CONFLICT (reference) DO UPDATE SET tried_at = excluded.tried_at, listed_at = coalesce(excluded.listed_at, listed_at), problem = excluded.problem
                """,
                listed.Reference, now, listed.Problem);
            return;
        }

        foreach (var item in items.Where(static item => item.Status == CrawlStatus.Failed))
        {
            session.Execute("UPDATE crawl_sources SET problem = ?2 WHERE reference = ?1", item.Reference, item.Reason);
        }
    }

    /// <summary>Notes a fetch inside the writer's transaction.</summary>
    public static void Record(SqliteSession session, FetchRecord fetch) => session.Execute(
        "INSERT OR REPLACE INTO fetches (reference, servers, revision, etag, read_by, fetched_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        fetch.Reference, ToolTexts.Write([.. fetch.Servers.Select(static key => key.Value)]), fetch.Revision, fetch.ETag, fetch.ReadBy, fetch.FetchedAt.ToStored());
}
