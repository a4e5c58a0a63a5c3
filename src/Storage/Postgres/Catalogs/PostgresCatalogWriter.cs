using Catalog.Core.Catalogs;
using Catalog.Core.Servers;
using Catalog.Storage.Changes;

namespace Catalog.Storage.Postgres.Catalogs;

/// <summary>Writes to the catalog; writers of one server wait for each other, those of different ones do not.</summary>
internal sealed class PostgresCatalogWriter(PostgresDatabase database, TimeProvider time) : ICatalogWriter
{
    /// <inheritdoc/>
    public async Task<UpdateOutcome> StoreAsync(ServerUpdate update, CancellationToken cancellationToken)
    {
        var prepared = PreparedUpdate.Of(update);
        return (await database.WriteAsync(session => PostgresStoring.RunAsync(session, [prepared], time.GetUtcNow(), new ChangeOrigin(null, update.IsBaseline)), cancellationToken))[0];
    }

    /// <inheritdoc/>
    public Task<bool> TouchAsync(ServerKey key, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(key);
        return database.WriteAsync(
            async session => await session.ExecuteAsync("UPDATE servers SET last_seen = greatest(last_seen, $2) WHERE key = $1", key.Value, time.GetUtcNow().ToStored()) > 0,
            cancellationToken);
    }
}
