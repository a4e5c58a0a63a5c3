using Catalog.Crawler.Extractors;

namespace Catalog.Crawler.Tests.Extractors;

/// <summary>The dependencies that lie beside a case, a folder each, <c>/</c> of a scope written <c>~</c>.</summary>
internal sealed class FolderDependencies(string folder) : IDependencySources
{
    public Task<DependencyFiles> FetchAsync(string ecosystem, string name, string range, CancellationToken cancellationToken)
    {
        var path = Path.Combine(folder, name.Replace('/', '~') + "@" + range);
        return Task.FromResult(Directory.Exists(path) ? DependencyFiles.In(path) : DependencyFiles.None("it is not beside the case"));
    }
}
