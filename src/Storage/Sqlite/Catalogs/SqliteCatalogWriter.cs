using Catalog.Core.Catalogs;
using Catalog.Core.Servers;
using Catalog.Storage.Catalogs;
using Catalog.Storage.Changes;

namespace Catalog.Storage.Sqlite.Catalogs;

/// <summary>Writes to the catalog through its one queue.</summary>
internal sealed class SqliteCatalogWriter(SqliteDatabase database, TimeProvider time) : ICatalogWriter
{
    private readonly SharedTexts _shared = new();

    /// <inheritdoc/>
    public async Task<UpdateOutcome> StoreAsync(ServerUpdate update, CancellationToken cancellationToken)
    {
        var tools = PreparedTool.All(update, _shared);
        return await database.WriteAsync(session => ServerStoring.Run(session, update, tools, time.GetUtcNow(), new ChangeOrigin(null, update.IsBaseline)), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<bool> TouchAsync(ServerKey key, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(key);
        return database.WriteAsync(
            session => session.Execute("UPDATE servers SET last_seen = max(last_seen, ?2) WHERE key = ?1", key.Value, time.GetUtcNow().ToStored()) > 0,
            cancellationToken);
    }
}
