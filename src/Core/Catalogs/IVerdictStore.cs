using Catalog.Core.Classifications;
using Catalog.Core.Servers;

namespace Catalog.Core.Catalogs;

/// <summary>The classifications in force, so that another classifier can judge stored definitions with nothing fetched.</summary>
/// <exception cref="StoreException">Of every member: the store cannot be used; nothing was changed.</exception>
public interface IVerdictStore
{
    /// <summary>How many classifications in force each version of a classifier has made, by <see cref="Classification.Classifier"/>, in the order of the bytes of the names.</summary>
    Task<IReadOnlyDictionary<string, int>> CountByClassifierAsync(CancellationToken cancellationToken);

    /// <summary>The classifications in force that one version has made, page by page.</summary>
    /// <param name="classifier">The version, exactly.</param>
    /// <param name="after">The last position of the page before; 0 for the first page.</param>
    /// <param name="limit">The most of one page, 1 or more.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>In the order of their positions; fewer than <paramref name="limit"/> at the end.</returns>
    Task<IReadOnlyList<StoredVerdict>> ListAsync(string classifier, long after, int limit, CancellationToken cancellationToken);

    /// <summary>The classification in force of one tool, or null.</summary>
    Task<StoredVerdict?> FindOrNullAsync(ServerKey server, string tool, CancellationToken cancellationToken);

    /// <summary>
    /// Puts new classifications in the place of those in force, all in one transaction, and records what that changes as <see cref="Changes.ChangeKind.ToolReclassified"/>. One whose definition
    /// or classification is no longer the one that was read is left alone; one that says the same is not stored.
    /// </summary>
    Task<VerdictCounts> ReplaceAsync(IReadOnlyList<VerdictReplacement> replacements, CancellationToken cancellationToken);
}
