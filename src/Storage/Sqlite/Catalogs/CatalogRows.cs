using Catalog.Core.Servers;
using Catalog.Core.Snapshots;
using Catalog.Core.Tools;
using Microsoft.Data.Sqlite;

namespace Catalog.Storage.Sqlite.Catalogs;

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

    /// <summary>A server.</summary>
    public static ServerRecord ReadServer(SqliteDataReader row) => new()
    {
        Key = ServerKey.Parse(row.GetString(0)),
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
            Source = row.GetString(8),
            Version = row.Text(9),
            Commit = row.Text(10),
            ContentHash = row.GetString(11),
            ETag = row.Text(12),
            Origin = row.Member<SnapshotOrigin>(13),
            FetchedAt = row.Moment(14),
        },
    };

    /// <summary>A tool.</summary>
    public static ToolRecord ReadTool(SqliteDataReader row) => new()
    {
        Server = ServerKey.Parse(row.GetString(0)),
        Definition = ToolTexts.Join(row.GetString(1), row.GetString(2), row.Text(3)),
        Classification = ToolTexts.ReadClassification(row.GetString(4)),
        DefinitionHash = row.GetString(5),
        FirstSeen = row.Moment(6),
        DefinedAt = row.Moment(7),
        ClassifiedAt = row.Moment(8),
    };

    /// <summary>Counts of members, from rows of member and count.</summary>
    public static Dictionary<T, int> Sum<T>(IEnumerable<(string Member, int Count)> rows)
        where T : struct, Enum =>
        rows.GroupBy(static row => row.Member, StringComparer.Ordinal)
            .ToDictionary(static group => Enum.Parse<T>(group.Key), static group => group.Sum(static row => row.Count));
}
