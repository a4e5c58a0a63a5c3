using System.Text.Json;
using Catalog.Core.Crawls;
using Catalog.Core.Servers;
using Catalog.Core.Tools;
using Microsoft.Data.Sqlite;

namespace Catalog.Storage.Sqlite.Catalogs;

/// <summary>Fetches and runs, in the catalog's file.</summary>
internal sealed class SqliteCrawlLedger(SqliteDatabase database) : ICrawlLedger
{
    /// <inheritdoc/>
    public Task<FetchRecord?> FindFetchOrNullAsync(string reference, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(reference);
        return database.ReadAsync(
            session => session.First("SELECT reference, servers, revision, etag, read_by, fetched_at FROM fetches WHERE reference = ?1", ReadFetch, reference),
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
                ReadFetch, prefix, end, after ?? "", limit),
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
        session => session.Query("SELECT started_at, finished_at, items FROM runs ORDER BY id DESC LIMIT ?1", ReadRun, Math.Max(limit, 0)),
        cancellationToken);

    private static FetchRecord ReadFetch(SqliteDataReader row) => new()
    {
        Reference = row.GetString(0),
        Servers = [.. ToolTexts.NamesOf(row.GetString(1)).Select(ServerKey.Parse)],
        Revision = row.GetString(2),
        ETag = row.Text(3),
        ReadBy = row.GetString(4),
        FetchedAt = row.Moment(5),
    };

    private static CrawlRun ReadRun(SqliteDataReader row) => new()
    {
        StartedAt = row.Moment(0),
        FinishedAt = row.Moment(1),
        Items = JsonSerializer.Deserialize<IReadOnlyList<CrawlItem>>(row.GetString(2), ToolDefinitionJson.Options)!,
    };
}
