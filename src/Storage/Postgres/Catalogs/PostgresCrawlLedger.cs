using Catalog.Core.Crawls;
using Catalog.Storage.Catalogs;

namespace Catalog.Storage.Postgres.Catalogs;

/// <summary>Fetches and runs, beside the catalog.</summary>
internal sealed class PostgresCrawlLedger(PostgresDatabase database) : ICrawlLedger
{
    /// <inheritdoc/>
    public Task<FetchRecord?> FindFetchOrNullAsync(string reference, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(reference);
        return database.ReadAsync(
            session => session.FirstAsync("SELECT reference, servers, revision, etag, read_by, fetched_at FROM fetches WHERE reference = $1", CatalogRows.ReadFetch, reference),
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyDictionary<string, FetchRecord>> FindFetchesAsync(IReadOnlyCollection<string> references, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(references);
        return database.ReadAsync<IReadOnlyDictionary<string, FetchRecord>>(
            async session => (await session.QueryAsync(
                "SELECT reference, servers, revision, etag, read_by, fetched_at FROM fetches WHERE reference = ANY ($1)", CatalogRows.ReadFetch, [references.ToArray()]))
                .ToDictionary(static fetch => fetch.Reference, StringComparer.Ordinal),
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<FetchRecord>> ListFetchesAsync(string prefix, string? after, int limit, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(prefix);
        var end = prefix[..^1] + (char)(prefix[^1] + 1);
        return database.ReadAsync<IReadOnlyList<FetchRecord>>(
            async session => await session.QueryAsync(
                "SELECT reference, servers, revision, etag, read_by, fetched_at FROM fetches WHERE reference >= $1 AND reference < $2 AND reference > $3 ORDER BY reference LIMIT $4",
                CatalogRows.ReadFetch, prefix, end, after ?? "", (long)limit),
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task RecordFetchAsync(FetchRecord fetch, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(fetch);
        return database.WriteAsync(
            async session =>
            {
                await using var batch = session.Batch();
                Record(batch, [fetch]);
                await batch.ExecuteAsync();
                return true;
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<SourceRecord>> ListSourcesAsync(CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<SourceRecord>>(static async session => await session.QueryAsync(WorkRows.SourcesSql, WorkRows.ReadSource), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<CrawlRun>> ListRunsAsync(int limit, CancellationToken cancellationToken) => database.ReadAsync<IReadOnlyList<CrawlRun>>(
        async session => await session.QueryAsync($"SELECT {WorkRows.RunColumns} FROM crawl_runs r ORDER BY r.id DESC LIMIT $1", WorkRows.ReadRun, (long)Math.Max(limit, 0)),
        cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<(long Position, CrawlItem Item)>> ListItemsAsync(long run, long after, int limit, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<(long, CrawlItem)>>(
            async session => await session.QueryAsync(
                "SELECT position, reference, server, status, tools, changed, reason, marked, suspect FROM crawl_items WHERE run_id = $1 AND position > $2 ORDER BY position LIMIT $3",
                WorkRows.ReadItem, run, after, (long)limit),
            cancellationToken);

    /// <summary>Notes with a batch how a source fared.</summary>
    public static void Record(PostgresBatch batch, SourceListed? listed, IReadOnlyList<CrawlItem> items)
    {
        if (listed is not null)
        {
            batch.Add(
                """
                INSERT INTO crawl_sources (reference, tried_at, listed_at, problem) VALUES ($1, store_now(), CASE WHEN $2::text IS NULL THEN store_now() END, $2)
                ON CONFLICT (reference) DO UPDATE SET tried_at = excluded.tried_at, listed_at = coalesce(excluded.listed_at, crawl_sources.listed_at), problem = excluded.problem
                """,
                listed.Reference, listed.Problem);
            return;
        }

        foreach (var item in items.Where(static item => item.Status == CrawlStatus.Failed))
        {
            batch.Add("UPDATE crawl_sources SET problem = $2 WHERE reference = $1", item.Reference, item.Reason);
        }
    }

    /// <summary>Notes fetches with a batch.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="fetches">The fetches; of two of one reference the last is noted.</param>
    public static void Record(PostgresBatch batch, IEnumerable<FetchRecord> fetches)
    {
        // In one order everywhere, so that no two wait for each other.
        var rows = fetches.Reverse().DistinctBy(static fetch => fetch.Reference, StringComparer.Ordinal).OrderBy(static fetch => fetch.Reference, StringComparer.Ordinal).ToList();
        if (rows.Count > 0)
        {
            batch.Add(
                """
                INSERT INTO fetches (reference, servers, revision, etag, read_by, fetched_at)
                SELECT * FROM unnest($1, $2, $3, $4, $5, $6)
                ON CONFLICT (reference) DO UPDATE SET servers = excluded.servers, revision = excluded.revision, etag = excluded.etag, read_by = excluded.read_by, fetched_at = excluded.fetched_at
                """,
                rows.Select(static fetch => fetch.Reference).ToArray(),
                rows.Select(static fetch => ToolTexts.Write([.. fetch.Servers.Select(static key => key.Value)])).ToArray(),
                rows.Select(static fetch => fetch.Revision).ToArray(),
                rows.Select(static fetch => fetch.ETag).ToArray(),
                rows.Select(static fetch => fetch.ReadBy).ToArray(),
                rows.Select(static fetch => fetch.FetchedAt.ToStored()).ToArray());
        }
    }
}
