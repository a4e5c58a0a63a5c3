namespace Catalog.Core.Catalogs;

/// <summary>Looks whether the stored rows fit together. Reads all of them, which takes minutes for a large catalog; may run while others write.</summary>
public interface ICatalogCheck
{
    /// <summary>Looks.</summary>
    /// <param name="cancellationToken">Stops the looking.</param>
    /// <returns>What does not fit, a sentence with a count for each kind; empty where all does.</returns>
    Task<IReadOnlyList<string>> CheckAsync(CancellationToken cancellationToken);
}
