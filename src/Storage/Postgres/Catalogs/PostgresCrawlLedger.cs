using System.Text.Json;
using Catalog.Core.Crawls;
using Catalog.Core.Tools;
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
            session => session.ExecuteAsync(
                """
                INSERT INTO fetches (reference, servers, revision, etag, read_by, fetched_at) VALUES ($1, $2, $3, $4, $5, $6)
                ON CONFLICT (reference) DO UPDATE SET servers = excluded.servers, revision = excluded.revision, etag = excluded.etag, read_by = excluded.read_by, fetched_at = excluded.fetched_at
                """,
                fetch.Reference, ToolTexts.Write([.. fetch.Servers.Select(static key => key.Value)]), fetch.Revision, fetch.ETag, fetch.ReadBy, fetch.FetchedAt.ToStored()),
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task RecordRunAsync(CrawlRun run, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        return database.WriteAsync(
            session => session.ExecuteAsync(
                "INSERT INTO runs (started_at, finished_at, items) VALUES ($1, $2, $3)",
                run.StartedAt.ToStored(), run.FinishedAt.ToStored(), JsonSerializer.Serialize(run.Items, ToolDefinitionJson.Options)),
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<CrawlRun>> ListRunsAsync(int limit, CancellationToken cancellationToken) => database.ReadAsync<IReadOnlyList<CrawlRun>>(
        async session => await session.QueryAsync("SELECT started_at, finished_at, items FROM runs ORDER BY id DESC LIMIT $1", CatalogRows.ReadRun, (long)Math.Max(limit, 0)),
        cancellationToken);
}
