using Catalog.Core.Catalogs;
using Catalog.Core.Servers;
using Catalog.Storage.Catalogs;

namespace Catalog.Storage.Sqlite.Catalogs;

/// <summary>Notes names of servers inside the writer's transaction.</summary>
internal static class IdentityWriting
{
    private static readonly string PutGoneSql = Own(IdentityRows.PutGoneSql);
    private static readonly string PutMissingSql = Own(IdentityRows.PutMissingSql);
    private static readonly string PutMissingGoneSql = Own(IdentityRows.PutMissingGoneSql);
    private static readonly string PutAliasSql = Own(IdentityRows.PutAliasSql);
    private static readonly string MoveAliasesSql = Own(IdentityRows.MoveAliasesSql);
    private static readonly string ForgetFetchSql = Own(IdentityRows.ForgetFetchSql);

    /// <summary>What an update says of its server's names. The server is there, and under this name.</summary>
    public static void Put(SqliteSession session, ServerUpdate update, bool isNew, long now)
    {
        var key = update.Key.Value;
        IsThere(session, key);
        session.Execute("DELETE FROM server_aliases WHERE alias = ?1", key);
        if (update.Claims.Count > 0)
        {
            session.Execute(
                "INSERT INTO server_claims (server, claims) VALUES (?1, ?2) ON CONFLICT (server) DO UPDATE SET claims = excluded.claims WHERE claims <> excluded.claims",
                key, IdentityRows.Write(update.Claims));
        }
        else if (!isNew)
        {
            session.Execute("DELETE FROM server_claims WHERE server = ?1", key);
        }

        if (update.Formerly is { } former && former != update.Key)
        {
            session.Execute(PutAliasSql, former.Value, key, now);
            session.Execute(MoveAliasesSql, former.Value, key);
            session.Execute(ForgetFetchSql, former.Value, IdentityRows.WithoutFolder(former));
        }
    }

    /// <summary>Notes that a server is there.</summary>
    public static void IsThere(SqliteSession session, string key)
    {
        session.Execute("DELETE FROM server_gone WHERE server = ?1", key);
        session.Execute("DELETE FROM server_missing WHERE server = ?1", key);
    }

    /// <summary>Notes that servers were not to be had, and that those are gone of which it was noted long enough ago.</summary>
    public static void AreMissing(SqliteSession session, IReadOnlyList<ServerKey> keys, long now, long before)
    {
        foreach (var key in keys)
        {
            session.Execute(PutMissingSql, key.Value, now);
            session.Execute(PutMissingGoneSql, key.Value, now, before);
        }
    }

    /// <summary>Notes that servers are gone.</summary>
    public static void AreGone(SqliteSession session, IReadOnlyList<ServerKey> keys, long now)
    {
        foreach (var key in keys)
        {
            session.Execute(PutGoneSql, key.Value, now);
        }
    }

    private static string Own(string sql) => string.Join("'$'", sql.Split("'$'").Select(static part => part.Replace('$', '?')));
}
