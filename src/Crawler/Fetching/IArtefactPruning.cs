namespace Catalog.Crawler.Fetching;

/// <summary>Throws away fetched files that no present record was read from.</summary>
public interface IArtefactPruning
{
    /// <summary>Throws them away.</summary>
    /// <param name="before">Those that were fetched before this moment.</param>
    /// <param name="isDryRun">True to count only.</param>
    /// <param name="cancellationToken">Stops it; what was thrown away until then is gone.</param>
    Task<PrunedArtefacts> PruneAsync(DateTimeOffset before, bool isDryRun, CancellationToken cancellationToken);
}
