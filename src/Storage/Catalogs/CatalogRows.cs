using System.Data.Common;
using Catalog.Core.Catalogs;
using Catalog.Core.Classifications;
using Catalog.Core.Crawls;
using Catalog.Core.Disputes;
using Catalog.Core.Servers;
using Catalog.Core.Snapshots;
using Catalog.Core.Tools;

namespace Catalog.Storage.Catalogs;

/// <summary>The columns of servers and tools, and the records that they become.</summary>
internal static class CatalogRows
{
    /// <summary>What <see cref="ReadServer"/> reads, of <c>servers s</c> and <c>snapshots n</c>.</summary>
    public const string ServerColumns =
        "s.key, s.first_seen, s.last_seen, n.title, n.description, n.repository, n.homepage, n.license, n.source, n.version, n.git_commit, n.content_hash, n.etag, n.origin, n.fetched_at, s.id, n.notice";

    /// <summary>What <see cref="ReadTool"/> reads, and the tables that it comes from, joined to <c>current_tools c</c>.</summary>
    public const string ToolColumns =
        "c.server_key, d.body, r.body, o.names, k.body, d.hash, t.first_seen, d.valid_from, k.valid_from";

    /// <summary>The joins behind <see cref="ToolColumns"/>.</summary>
    public const string ToolJoins =
        """
        JOIN tools t ON t.id = c.tool_id
        JOIN definitions d ON d.id = c.definition_id
        JOIN readings r ON r.id = c.reading_id
        JOIN classifications k ON k.id = c.classification_id
        LEFT JOIN rosters o ON o.id = r.roster_id
        """;

    /// <summary>The servers <c>s</c> that offer the tools that the server under <c>$1</c> offers.</summary>
    public const string Copies = "FROM servers o JOIN servers s ON s.tool_set = o.tool_set AND s.id <> o.id WHERE o.key = $1 AND s.tool_set IS NOT NULL";

    /// <summary>A page of <see cref="Copies"/>, of length <c>$2</c> after <c>$3</c>.</summary>
    public const string CopiesPage =
        $"SELECT {ServerColumns} FROM servers o JOIN servers s ON s.tool_set = o.tool_set AND s.id <> o.id JOIN snapshots n ON n.id = s.snapshot_id WHERE o.key = $1 AND s.tool_set IS NOT NULL ORDER BY s.first_seen, s.key LIMIT $2 OFFSET $3";

    /// <summary>A server.</summary>
    public static ServerRecord ReadServer(DbDataReader row) => new()
    {
        Key = ServerKey.Parse(row.String(0)),
        FirstSeen = row.Moment(1),
        LastSeen = row.Moment(2),
        Title = row.Text(3),
        Description = row.Text(4),
        Repository = row.Text(5),
        Homepage = row.Text(6),
        License = row.Text(7),
        Notice = row.Text(16),
        Snapshot = new Snapshot
        {
            Source = row.String(8),
            Version = row.Text(9),
            Commit = row.Text(10),
            ContentHash = row.String(11),
            ETag = row.Text(12),
            Origin = row.Member<SnapshotOrigin>(13),
            FetchedAt = row.Moment(14),
        },
    };

    /// <summary>A tool.</summary>
    public static ToolRecord ReadTool(DbDataReader row) => new()
    {
        Server = ServerKey.Parse(row.String(0)),
        Definition = ToolTexts.Join(row.String(1), row.String(2), row.Text(3)),
        Classification = ToolTexts.ReadClassification(row.String(4)),
        DefinitionHash = row.String(5),
        FirstSeen = row.Moment(6),
        DefinedAt = row.Moment(7),
        ClassifiedAt = row.Moment(8),
    };

    /// <summary>An entry of a tool's history: body, reading, roster, classification, from, until.</summary>
    public static ToolHistoryEntry ReadHistory(DbDataReader row) => new(
        ToolTexts.Join(row.String(0), row.String(1), row.Text(2)),
        ToolTexts.ReadClassification(row.String(3)),
        row.Moment(4),
        row.MomentOrNull(5));

    /// <summary>A fetch: reference, servers, revision, ETag, what read it, moment.</summary>
    public static FetchRecord ReadFetch(DbDataReader row) => new()
    {
        Reference = row.String(0),
        Servers = [.. ToolTexts.NamesOf(row.String(1)).Select(ServerKey.Parse)],
        Revision = row.String(2),
        ETag = row.Text(3),
        ReadBy = row.String(4),
        FetchedAt = row.Moment(5),
    };

    /// <summary>A dispute: id, server, tool, shown, proposed, reason, contact, moment.</summary>
    public static Dispute ReadDispute(DbDataReader row) => new()
    {
        Id = Guid.Parse(row.String(0)),
        Server = ServerKey.Parse(row.String(1)),
        Tool = row.String(2),
        Shown = row.Member<Category>(3),
        Proposed = row.Member<Category>(4),
        Reason = row.String(5),
        Contact = row.Text(6),
        ReceivedAt = row.Moment(7),
    };

    /// <summary>The figures of the catalog, from counts of offered tools.</summary>
    /// <param name="rows">How many tools there are of each category, risk and need of review.</param>
    /// <param name="servers">How many servers there are.</param>
    /// <param name="seen">When one was last looked at, as stored; null for none.</param>
    public static CatalogCounts Count(IReadOnlyList<(string Category, string Risk, bool Review, int Count)> rows, long servers, long? seen) => new(
        (int)servers,
        rows.Sum(static row => row.Count),
        Sum<Category>(rows.Select(static row => (row.Category, row.Count))),
        Sum<Risk>(rows.Select(static row => (row.Risk, row.Count))),
        rows.Where(static row => row.Review).Sum(static row => row.Count),
        seen is null ? null : Moments.FromStored(seen.Value));

    /// <summary>Rows of counts without those of servers that no figure counts.</summary>
    public static IReadOnlyList<(string Category, string Risk, bool Review, int Count)> Without(
        IEnumerable<(string Category, string Risk, bool Review, int Count)> rows, IEnumerable<(string Category, string Risk, bool Review, int Count)> unlisted)
    {
        var minus = unlisted.ToDictionary(static row => (row.Category, row.Risk, row.Review), static row => row.Count);
        return [.. rows.Select(row => row with { Count = row.Count - minus.GetValueOrDefault((row.Category, row.Risk, row.Review)) }).Where(static row => row.Count > 0)];
    }

    /// <summary>Counts of members in the order of their names, from rows of member and count.</summary>
    public static Dictionary<T, int> Sum<T>(IEnumerable<(string Member, int Count)> rows)
        where T : struct, Enum =>
        rows.GroupBy(static row => row.Member, StringComparer.Ordinal)
            .OrderBy(static group => group.Key, StringComparer.Ordinal)
            .ToDictionary(static group => Enum.Parse<T>(group.Key), static group => group.Sum(static row => row.Count));
}
