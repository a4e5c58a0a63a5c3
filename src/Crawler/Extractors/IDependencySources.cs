namespace Catalog.Crawler.Extractors;

/// <summary>
/// Where the source of a dependency comes from, for servers whose tools are defined in one. Extraction itself fetches nothing: it asks here, between two readings.
/// </summary>
public interface IDependencySources
{
    /// <summary>Brings a dependency's files to this machine. No script of it runs.</summary>
    /// <param name="ecosystem">The package ecosystem, <c>npm</c>.</param>
    /// <param name="name">The package's name as the manifest writes it: a stranger's text, checked by the implementation.</param>
    /// <param name="range">The version, or the range of versions, that the manifest or its lock asks for: a stranger's text too.</param>
    /// <param name="cancellationToken">Stops the fetching.</param>
    /// <returns>Its files, or why they are not to be had.</returns>
    Task<DependencyFiles> FetchAsync(string ecosystem, string name, string range, CancellationToken cancellationToken);
}
