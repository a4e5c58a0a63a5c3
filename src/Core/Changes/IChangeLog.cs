using Catalog.Core.Catalogs;

namespace Catalog.Core.Changes;

/// <summary>What changed in the catalog. Written by the store itself together with what changed; kept for 400 days.</summary>
/// <exception cref="StoreException">Of every member: the store cannot be read.</exception>
public interface IChangeLog
{
    /// <summary>Changes that match, the newest first.</summary>
    Task<ResultPage<CatalogChange>> ListAsync(ChangeQuery query, CancellationToken cancellationToken);

    /// <summary>How many match, by kind, in the order of the kinds; those that there are none of are left out. Offset and limit are passed over.</summary>
    Task<IReadOnlyList<ChangeCount>> CountAsync(ChangeQuery query, CancellationToken cancellationToken);
}
