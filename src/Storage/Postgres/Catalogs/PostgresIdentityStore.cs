using Catalog.Core.Catalogs;
using Catalog.Core.Identities;
using Catalog.Core.Servers;
using Catalog.Storage.Catalogs;

namespace Catalog.Storage.Postgres.Catalogs;

/// <summary>Names of servers, in PostgreSQL.</summary>
internal sealed class PostgresIdentityStore(PostgresDatabase database) : IIdentityStore
{
    // Held while standings are replaced, so that of two crawls that end at once each sees what the other wrote.
    private const long StandingsLock = 0x43617431_5374;

    /// <inheritdoc/>
    public Task<IReadOnlyList<IdentityFacts>> ListFactsAsync(CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<IdentityFacts>>(static async session => await session.QueryAsync(IdentityRows.FactsSql, IdentityRows.ReadFacts), cancellationToken);

    /// <inheritdoc/>
    public Task ReplaceStandingsAsync(IReadOnlyCollection<ServerStanding> standings, CancellationToken cancellationToken) => database.WriteAsync(
        async session =>
        {
            await session.ExecuteAsync("SELECT pg_advisory_xact_lock($1)", StandingsLock);
            var stored = (await session.QueryAsync(IdentityRows.StandingsSql, static row => (Server: row.String(0), Body: row.String(1)))).ToDictionary(static row => row.Server, static row => row.Body, StringComparer.Ordinal);
            var difference = StandingDifference.Of(stored, standings);
            await session.ExecuteAsync("DELETE FROM server_standings WHERE server = ANY ($1)", [difference.Gone.ToArray()]);
            return await session.ExecuteAsync(
                """
                INSERT INTO server_standings (server, same_as, impostor, body) SELECT * FROM unnest($1, $2, $3, $4)
                ON CONFLICT (server) DO UPDATE SET same_as = excluded.same_as, impostor = excluded.impostor, body = excluded.body
                """,
                difference.Changed.Select(static row => row.Standing.Server).ToArray(),
                difference.Changed.Select(static row => row.Standing.SameAs).ToArray(),
                difference.Changed.Select(static row => row.Standing.ImpostorOf.Count > 0).ToArray(),
                difference.Changed.Select(static row => row.Body).ToArray());
        },
        cancellationToken);

    /// <inheritdoc/>
    public Task<ServerIdentity> FindAsync(ServerKey key, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(key);
        return database.ReadTogetherAsync(
            async session => new ServerIdentity
            {
                Standing = await session.FirstAsync(IdentityRows.StandingSql, static row => row.String(0), key.Value) is { } body ? IdentityRows.ReadStanding(body) : null,
                GoneSince = await session.NumberAsync(IdentityRows.GoneSql, key.Value) is { } since ? Moments.FromStored(since) : null,
                MovedTo = await session.FirstAsync(IdentityRows.MovedSql, static row => row.String(0), key.Value) is { } now ? ServerKey.Parse(now) : null,
                Formerly = await session.QueryAsync(IdentityRows.FormerlySql, static row => ServerKey.Parse(row.String(0)), key.Value),
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<ResultPage<ServerStanding>> ListImpostorsAsync(int offset, int limit, CancellationToken cancellationToken) => database.ReadTogetherAsync(
        async session => new ResultPage<ServerStanding>(
            await session.QueryAsync(IdentityRows.ImpostorsSql, static row => IdentityRows.ReadStanding(row.String(0)), true, (long)limit, (long)offset),
            (int)(await session.NumberAsync("SELECT count(*) FROM server_standings WHERE impostor") ?? 0)),
        cancellationToken);

    /// <inheritdoc/>
    public Task<IdentityCounts> CountAsync(CancellationToken cancellationToken) => database.ReadAsync(
        static async session => (await session.FirstAsync(
            IdentityRows.CountSql,
            static row => new IdentityCounts((int)row.GetInt64(0), (int)row.GetInt64(1), (int)row.GetInt64(2), (int)row.GetInt64(3)),
            true))!,
        cancellationToken);
}
