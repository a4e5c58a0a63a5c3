using Catalog.Crawler.Extractors;

namespace Catalog.Bench.Extraction;

/// <summary>Dependencies by the same way as the rows' own packages.</summary>
internal sealed class PackedDependencies(SourceFolders sources) : IDependencySources
{
    public async Task<DependencyFiles> FetchAsync(string ecosystem, string name, string range, CancellationToken cancellationToken) =>
        ecosystem == "npm" && await sources.PackageAsync($"{name}@{range}") is { } path ? DependencyFiles.In(path) : DependencyFiles.None($"`{name}@{range}` is not to be had");
}
