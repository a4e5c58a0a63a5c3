using Catalog.Crawler.Extractors.Linking;

namespace Catalog.Crawler.Extractors;

/// <summary>The dependencies that are fetched for one snapshot, few and each once.</summary>
internal sealed class MountedDependencies(IDependencySources sources) : IDisposable
{
    /// <summary>The most packages of one snapshot.</summary>
    public const int Most = 4;

    private readonly Dictionary<string, DependencyFiles> _fetched = new(StringComparer.Ordinal);
    private readonly List<DependencyMount> _mounts = [];
    private readonly List<string> _notices = [];

    /// <summary>What was fetched so far.</summary>
    public IReadOnlyList<DependencyMount> Mounts => [.. _mounts];

    /// <summary>What could not be fetched, a sentence each.</summary>
    public IReadOnlyList<string> Notices => _notices;

    /// <summary>Fetches what is wished for and was not tried yet; true where that brought files.</summary>
    public async Task<bool> AddAsync(IReadOnlyList<DependencyWish> wishes, CancellationToken cancellationToken)
    {
        var before = _mounts.Count;
        foreach (var wish in wishes)
        {
            if (_fetched.Count >= Most || _fetched.ContainsKey(wish.Folder))
            {
                continue;
            }

            var files = _fetched[wish.Folder] = await sources.FetchAsync(wish.Ecosystem, wish.Name, wish.Range, cancellationToken);
            if (files.Path is { } path)
            {
                _mounts.Add(new DependencyMount(wish.Folder, path));
            }
            else
            {
                _notices.Add($"tools may be defined in the dependency `{wish.Name}`, which was not read: {files.Problem}");
            }
        }

        return _mounts.Count > before;
    }

    public void Dispose()
    {
        foreach (var files in _fetched.Values)
        {
            files.Dispose();
        }
    }
}
