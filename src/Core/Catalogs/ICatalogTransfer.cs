using System.Text.Json;

namespace Catalog.Core.Catalogs;

/// <summary>
/// Moves a whole catalog between stores: servers with all that they ever were, fetches, finished runs with the items that are kept, disputes and
/// answers of language models, as JSON lines. Two stores that hold the same write the same lines, byte for byte.
/// </summary>
public interface ICatalogTransfer
{
    /// <summary>Writes the catalog, a line without its end each. Each server is whole as it stands when its turn comes; writers are not held up.</summary>
    IAsyncEnumerable<string> ExportAsync(CancellationToken cancellationToken);

    /// <summary>Reads what <see cref="ExportAsync"/> wrote into a catalog that holds no server.</summary>
    /// <returns>How many servers were stored.</returns>
    /// <exception cref="JsonException">A line is none of them; the message names it. Lines before it may be stored.</exception>
    /// <exception cref="StoreException">The catalog holds servers already; nothing was changed.</exception>
    Task<int> ImportAsync(IAsyncEnumerable<string> lines, CancellationToken cancellationToken);
}
