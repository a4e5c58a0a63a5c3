using Catalog.Core.Catalogs;

namespace Catalog.Core.Retention;

/// <summary>Throws away what a catalog has kept for long enough.</summary>
public interface IHistoryPruning
{
    /// <summary>Throws it away, some servers at a time, while others read and write. Stopped, it goes on the next time; what was thrown away until then is gone.</summary>
    /// <param name="limits">What is old enough.</param>
    /// <param name="isDryRun">True to count only.</param>
    /// <param name="cancellationToken">Stops after some servers.</param>
    /// <exception cref="StoreException">The store cannot be used.</exception>
    Task<PrunedRows> PruneAsync(RetentionLimits limits, bool isDryRun, CancellationToken cancellationToken);
}
