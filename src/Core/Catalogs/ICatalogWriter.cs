using Catalog.Core.Servers;

namespace Catalog.Core.Catalogs;

/// <summary>What a crawl, an import and a re-classification write. Writes are queued and done one after the other; each is whole or not at all.</summary>
public interface ICatalogWriter
{
    /// <summary>
    /// Makes the update the server's present state. A definition or classification that differs from the one in force becomes a new row
    /// with its dates and the old one ends; a tool that is missing ends; nothing is overwritten or deleted. The same update twice changes nothing but <see cref="ServerRecord.LastSeen"/>.
    /// </summary>
    /// <exception cref="StoreException">The disk is full, the file is not writable or damaged; nothing of the update was stored.</exception>
    Task<UpdateOutcome> StoreAsync(ServerUpdate update, CancellationToken cancellationToken);

    /// <summary>Notes that a crawl found the server unchanged.</summary>
    /// <returns>False where the server is not stored.</returns>
    Task<bool> TouchAsync(ServerKey key, CancellationToken cancellationToken);
}
