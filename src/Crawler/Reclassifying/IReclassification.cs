using Catalog.Core.Catalogs;

namespace Catalog.Crawler.Reclassifying;

/// <summary>Judges again what another version of the classifier has judged, from the stored definitions alone: nothing is fetched.</summary>
public interface IReclassification
{
    /// <summary>Judges all that is not judged by the classifier in use, with the overrides in use. Broken off, it goes on the next time with what is left.</summary>
    /// <param name="progress">Told after each page how far it is.</param>
    /// <param name="cancellationToken">Stops after a page; what was stored stays.</param>
    /// <exception cref="StoreException">The store cannot be used; what was stored before stays.</exception>
    Task<VerdictCounts> RunAsync(IProgress<VerdictCounts> progress, CancellationToken cancellationToken);
}
