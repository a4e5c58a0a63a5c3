using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Catalog.Core.Crawls;
using Catalog.Core.Sources;
using Catalog.Core.Tools;

namespace Catalog.Storage.Catalogs;

/// <summary>The queue's entries, runs and items as rows.</summary>
internal static class WorkRows
{
    /// <summary>How often an entry is leased before it fails.</summary>
    public const int MostAttempts = 10;

    /// <summary>Whether an entry was leased too often.</summary>
    public const string IsGivenUp = "state = 'waiting' AND attempts >= 10";

    /// <summary>Of how many runs the items are kept.</summary>
    public const int KeptRuns = 30;

    /// <summary>What <see cref="ReadLease"/> reads.</summary>
    public const string LeaseColumns = "w.id, w.run_id, w.work, w.reference, w.listing, w.attempts";

    /// <summary>What <see cref="ReadRun"/> reads of <c>crawl_runs r</c>; an unfinished one is counted anew each time.</summary>
    public const string RunColumns =
        """
        r.id, r.started_at, r.finished_at,
        coalesce(r.stored, (SELECT count(*) FROM crawl_items i WHERE i.run_id = r.id AND i.status = 'Stored')),
        coalesce(r.unchanged, (SELECT count(*) FROM crawl_items i WHERE i.run_id = r.id AND i.status = 'Unchanged')),
        coalesce(r.no_tools, (SELECT count(*) FROM crawl_items i WHERE i.run_id = r.id AND i.status = 'NoTools')),
        coalesce(r.failed, (SELECT count(*) FROM crawl_items i WHERE i.run_id = r.id AND i.status = 'Failed')),
        coalesce(r.changed, (SELECT CAST(coalesce(sum(i.changed), 0) AS bigint) FROM crawl_items i WHERE i.run_id = r.id)),
        coalesce(r.marked, (SELECT CAST(coalesce(sum(i.marked), 0) AS bigint) FROM crawl_items i WHERE i.run_id = r.id)),
        coalesce(r.suspect, (SELECT CAST(coalesce(sum(i.suspect), 0) AS bigint) FROM crawl_items i WHERE i.run_id = r.id)),
        r.baseline
        """;

    /// <summary>What <see cref="ReadSource"/> reads, of all sources.</summary>
    public const string SourcesSql = "SELECT reference, tried_at, listed_at, problem FROM crawl_sources ORDER BY reference";

    /// <summary>The reason of an entry that was leased too often.</summary>
    public static readonly string TooOften = $"given up after {MostAttempts} attempts: the process that worked on it ended each time";

    /// <summary>After how long without an end of anything an unfinished run is not gone on with.</summary>
    public static TimeSpan Forgotten { get; } = TimeSpan.FromDays(1);

    /// <summary>The key of a server's entry.</summary>
    public static string KeyOf(ServerListing listing, string shown) => Hash($"{listing.Server.Value}\n{shown}");

    /// <summary>The key of a source's entry.</summary>
    public static string KeyOf(string source) => Hash($"\n{source}");

    /// <summary>A listing as stored.</summary>
    public static string Write(ServerListing listing) => JsonSerializer.Serialize(listing, ToolDefinitionJson.Options);

    /// <summary>A lease of a worker: entry, run, work, reference, listing, attempts.</summary>
    public static CrawlLease ReadLease(DbDataReader row, string worker) => new()
    {
        Entry = row.GetInt64(0),
        Run = row.GetInt64(1),
        Work = row.Member<CrawlWork>(2),
        Reference = row.String(3),
        Listing = row.Text(4) is { } listing ? JsonSerializer.Deserialize<ServerListing>(listing, ToolDefinitionJson.Options) : null,
        Worker = worker,
        Attempt = (int)row.GetInt64(5),
    };

    /// <summary>A run with its counts.</summary>
    public static CrawlRun ReadRun(DbDataReader row) => new()
    {
        Id = row.GetInt64(0),
        StartedAt = row.Moment(1),
        FinishedAt = row.MomentOrNull(2),
        Stored = (int)row.GetInt64(3),
        Unchanged = (int)row.GetInt64(4),
        NoTools = (int)row.GetInt64(5),
        Failed = (int)row.GetInt64(6),
        Changed = (int)row.GetInt64(7),
        Marked = (int)row.GetInt64(8),
        Suspect = (int)row.GetInt64(9),
        IsBaseline = !row.IsDBNull(10) && row.GetBoolean(10),
    };

    /// <summary>A source: reference, tried, listed, problem.</summary>
    public static SourceRecord ReadSource(DbDataReader row) => new()
    {
        Reference = row.String(0),
        TriedAt = row.Moment(1),
        ListedAt = row.MomentOrNull(2),
        Problem = row.Text(3),
    };

    /// <summary>An item: position, reference, server, status, tools, changed, reason, marked, suspect.</summary>
    public static (long Position, CrawlItem Item) ReadItem(DbDataReader row) => (row.GetInt64(0), new CrawlItem
    {
        Reference = row.String(1),
        Server = row.Text(2),
        Status = row.Member<CrawlStatus>(3),
        Tools = (int)row.GetInt64(4),
        Changed = (int)row.GetInt64(5),
        Reason = row.Text(6),
        Marked = (int)(row.Number(7) ?? 0),
        Suspect = (int)(row.Number(8) ?? 0),
    });

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
