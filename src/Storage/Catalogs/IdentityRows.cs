using System.Data.Common;
using System.Text.Json;
using Catalog.Core.Identities;
using Catalog.Core.Servers;
using Catalog.Core.Tools;

namespace Catalog.Storage.Catalogs;

/// <summary>Names of servers as rows; the same for every store. Parameters are <c>$1</c>, <c>$2</c> …</summary>
internal static class IdentityRows
{
    /// <summary>Servers that are listed and counted, as a condition on a key that stands before it.</summary>
    public const string IsListed = "NOT IN (SELECT server FROM unlisted_servers)";

    /// <summary>What <see cref="ReadFacts"/> reads.</summary>
    public const string FactsSql =
        """
        SELECT s.key, n.repository, s.tool_set, s.first_seen, c.claims FROM servers s
        JOIN snapshots n ON n.id = s.snapshot_id
        LEFT JOIN server_claims c ON c.server = s.key
        WHERE s.key NOT IN (SELECT alias FROM server_aliases) AND s.key NOT IN (SELECT server FROM server_gone)
        ORDER BY s.key
        """;

    /// <summary>All standings, as stored.</summary>
    public const string StandingsSql = "SELECT server, body FROM server_standings";

    /// <summary>The standing of server <c>$1</c>.</summary>
    public const string StandingSql = "SELECT body FROM server_standings WHERE server = $1";

    /// <summary>Since when server <c>$1</c> is gone.</summary>
    public const string GoneSql = "SELECT since FROM server_gone WHERE server = $1";

    /// <summary>Where the name <c>$1</c> leads.</summary>
    public const string MovedSql = "SELECT server FROM server_aliases WHERE alias = $1";

    /// <summary>The older names of server <c>$1</c>.</summary>
    public const string FormerlySql = "SELECT alias FROM server_aliases WHERE server = $1 ORDER BY alias";

    /// <summary>Merged, moved and gone ones and impostors.</summary>
    public const string CountSql =
        """
        SELECT (SELECT count(*) FROM server_standings WHERE same_as IS NOT NULL), (SELECT count(*) FROM server_aliases), (SELECT count(*) FROM server_gone),
            (SELECT count(*) FROM server_standings WHERE impostor = $1)
        """;

    /// <summary>A page of impostors, of length <c>$2</c> after <c>$3</c>.</summary>
    public const string ImpostorsSql = "SELECT body FROM server_standings WHERE impostor = $1 ORDER BY server LIMIT $2 OFFSET $3";

    /// <summary>Notes that server <c>$1</c>, or all of the folders of a repository, are gone since <c>$2</c>.</summary>
    public const string PutGoneSql =
        "INSERT INTO server_gone (server, since) SELECT s.key, $2 FROM servers s WHERE s.key = $1 OR (s.key >= $1 || '#' AND s.key < $1 || '$') ON CONFLICT DO NOTHING";

    /// <summary>Notes that server <c>$1</c>, or all of the folders of a repository, were not to be had at <c>$2</c>, where that is not noted since an earlier moment.</summary>
    public const string PutMissingSql =
        "INSERT INTO server_missing (server, since) SELECT s.key, $2 FROM servers s WHERE s.key = $1 OR (s.key >= $1 || '#' AND s.key < $1 || '$') ON CONFLICT DO NOTHING";

    /// <summary>Notes that those of them are gone since <c>$2</c> that were not to be had since <c>$3</c> or before.</summary>
    public const string PutMissingGoneSql =
        """
        INSERT INTO server_gone (server, since)
        SELECT m.server, $2 FROM server_missing m WHERE (m.server = $1 OR (m.server >= $1 || '#' AND m.server < $1 || '$')) AND m.since <= $3 ON CONFLICT DO NOTHING
        """;

    /// <summary>Notes that the name <c>$1</c> leads to <c>$2</c> since <c>$3</c>.</summary>
    public const string PutAliasSql = "INSERT INTO server_aliases (alias, server, since) VALUES ($1, $2, $3) ON CONFLICT (alias) DO UPDATE SET server = excluded.server";

    /// <summary>What led to <c>$1</c> leads to <c>$2</c>.</summary>
    public const string MoveAliasesSql = "UPDATE server_aliases SET server = $2 WHERE server = $1";

    /// <summary>Forgets the fetches of a reference that has another name now: asked again, they would be said to have moved every night.</summary>
    public const string ForgetFetchSql = "DELETE FROM fetches WHERE lower(reference) IN (lower($1), lower($2))";

    /// <summary>Facts.</summary>
    public static IdentityFacts ReadFacts(DbDataReader row) => new(ServerKey.Parse(row.String(0)), row.Text(1), row.Text(2), row.Moment(3), row.Text(4) is { } claims ? ReadClaims(claims) : []);

    /// <summary>A standing.</summary>
    public static ServerStanding ReadStanding(string body) => JsonSerializer.Deserialize<ServerStanding>(body, ToolDefinitionJson.Options)!;

    /// <summary>As stored.</summary>
    public static string Write(ServerStanding standing) => JsonSerializer.Serialize(standing, ToolDefinitionJson.Options);

    /// <summary>As stored.</summary>
    public static string Write(IReadOnlyList<IdentityClaim> claims) => JsonSerializer.Serialize(claims, ToolDefinitionJson.Options);

    /// <summary>The key of the whole of a repository, of one of its folders.</summary>
    public static string WithoutFolder(ServerKey key) => key.Value.Split('#')[0];

    private static IReadOnlyList<IdentityClaim> ReadClaims(string claims) => JsonSerializer.Deserialize<IReadOnlyList<IdentityClaim>>(claims, ToolDefinitionJson.Options)!;
}
