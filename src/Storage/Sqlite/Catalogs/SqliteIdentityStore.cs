using Catalog.Core.Catalogs;
using Catalog.Core.Identities;
using Catalog.Core.Servers;
using Catalog.Storage.Catalogs;

namespace Catalog.Storage.Sqlite.Catalogs;

/// <summary>Names of servers, in the catalog's file.</summary>
internal sealed class SqliteIdentityStore(SqliteDatabase database) : IIdentityStore
{
    /// <inheritdoc/>
    public Task<IReadOnlyList<IdentityFacts>> ListFactsAsync(CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<IdentityFacts>>(static session => session.Query(IdentityRows.FactsSql, IdentityRows.ReadFacts), cancellationToken);

    /// <inheritdoc/>
    public Task ReplaceStandingsAsync(IReadOnlyCollection<ServerStanding> standings, CancellationToken cancellationToken) => database.WriteAsync(
        session =>
        {
            var stored = session.Query(IdentityRows.StandingsSql, static row => (row.GetString(0), row.GetString(1))).ToDictionary(static row => row.Item1, static row => row.Item2, StringComparer.Ordinal);
            var difference = StandingDifference.Of(stored, standings);
            foreach (var server in difference.Gone)
            {
                session.Execute("DELETE FROM server_standings WHERE server = ?1", server);
            }

            foreach (var (standing, body) in difference.Changed)
            {
                session.Execute("INSERT OR REPLACE INTO server_standings (server, same_as, impostor, body) VALUES (?1, ?2, ?3, ?4)", standing.Server, standing.SameAs, standing.ImpostorOf.Count > 0, body);
            }

            return true;
        },
        cancellationToken);

    /// <inheritdoc/>
    public Task<ServerIdentity> FindAsync(ServerKey key, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(key);
        return database.ReadAsync(
            session => new ServerIdentity
            {
                Standing = session.Text(Own(IdentityRows.StandingSql), key.Value) is { } body ? IdentityRows.ReadStanding(body) : null,
                GoneSince = session.Number(Own(IdentityRows.GoneSql), key.Value) is { } since ? Moments.FromStored(since) : null,
                MovedTo = session.Text(Own(IdentityRows.MovedSql), key.Value) is { } now ? ServerKey.Parse(now) : null,
                Formerly = session.Query(Own(IdentityRows.FormerlySql), static row => ServerKey.Parse(row.GetString(0)), key.Value),
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<ResultPage<ServerStanding>> ListImpostorsAsync(int offset, int limit, CancellationToken cancellationToken) => database.ReadAsync(
        session => new ResultPage<ServerStanding>(
            session.Query(Own(IdentityRows.ImpostorsSql), static row => IdentityRows.ReadStanding(row.GetString(0)), true, limit, offset),
            (int)(session.Number("SELECT count(*) FROM server_standings WHERE impostor = 1") ?? 0)),
        cancellationToken);

    /// <inheritdoc/>
    public Task<IdentityCounts> CountAsync(CancellationToken cancellationToken) => database.ReadAsync(
        static session => session.First(Own(IdentityRows.CountSql), static row => new IdentityCounts(row.GetInt32(0), row.GetInt32(1), row.GetInt32(2), row.GetInt32(3)), true)!,
        cancellationToken);

    private static string Own(string sql) => sql.Replace('$', '?');
}
