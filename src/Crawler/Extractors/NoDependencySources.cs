namespace Catalog.Crawler.Extractors;

/// <summary>For hosts that read what they were given and nothing else.</summary>
internal sealed class NoDependencySources : IDependencySources
{
    public Task<DependencyFiles> FetchAsync(string ecosystem, string name, string range, CancellationToken cancellationToken) =>
        Task.FromResult(DependencyFiles.None("dependencies are not fetched here"));
}
