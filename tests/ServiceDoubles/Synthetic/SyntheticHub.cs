using System.Collections.Concurrent;

namespace Catalog.ServiceDoubles.Synthetic;

/// <summary>All repositories of a double, and what becomes of them from day to day. Safe to use from many threads.</summary>
public sealed class SyntheticHub
{
    private readonly ConcurrentDictionary<int, RepositoryState> _states = new();
    private readonly ConcurrentDictionary<string, SyntheticRepository> _byName = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<int, string> _renamed = new();
    private readonly ConcurrentDictionary<int, (int Version, int Words)> _versions = new();
    private readonly ConcurrentDictionary<int, bool> _deleted = new();

    /// <summary>Makes the repositories.</summary>
    /// <param name="servers">How many hold a server.</param>
    /// <param name="others">How many have the topic and hold none.</param>
    public SyntheticHub(int servers, int others = 0)
    {
        Repositories = [.. Enumerable.Range(0, servers + others).Select(i => new SyntheticRepository(i, i < servers))];
        foreach (var repository in Repositories)
        {
            _byName[repository.FullName] = repository;
        }
    }

    /// <summary>Every repository, by its number; deleted ones among them.</summary>
    public IReadOnlyList<SyntheticRepository> Repositories { get; }

    /// <summary>Makes the archives of all repositories now, so that no answer waits for it.</summary>
    public void Warm() => Parallel.ForEach(Repositories, repository => StateOf(repository));

    /// <summary>The name that a repository has now.</summary>
    public string NameOf(SyntheticRepository repository) => _renamed.GetValueOrDefault(repository.Index) ?? repository.FullName;

    /// <summary>The repository of a name, of a former one too; null for none, and for a deleted one.</summary>
    public SyntheticRepository? FindOrNull(string name) => _byName.GetValueOrDefault(name) is { } found && !_deleted.ContainsKey(found.Index) ? found : null;

    /// <summary>The repository with an id; null for none, and for a deleted one.</summary>
    public SyntheticRepository? FindByIdOrNull(string id) =>
        id.StartsWith("R_", StringComparison.Ordinal) && int.TryParse(id.AsSpan(2), System.Globalization.NumberStyles.HexNumber, null, out var index) && index < Repositories.Count && !_deleted.ContainsKey(index)
            ? Repositories[index]
            : null;

    /// <summary>What the host shows of it now.</summary>
    public RepositoryState StateOf(SyntheticRepository repository) => _states.GetOrAdd(repository.Index, index =>
    {
        var (version, words) = _versions.GetValueOrDefault(index);
        return new RepositoryState(repository, version, words);
    });

    /// <summary>Changes the source of one repository.</summary>
    public void Change(SyntheticRepository repository) => Advance(repository, 1, 0);

    /// <summary>Changes the README of one repository and nothing else.</summary>
    public void Reword(SyntheticRepository repository) => Advance(repository, 0, 1);

    /// <summary>Gives a repository another name; the old one leads to it.</summary>
    public void Rename(SyntheticRepository repository, string name)
    {
        _byName[name] = repository;
        _renamed[repository.Index] = name;
    }

    /// <summary>Takes a repository away.</summary>
    public void Delete(SyntheticRepository repository) => _deleted[repository.Index] = true;

    /// <summary>A day passes: so many of a thousand servers change their source, and as many their README only.</summary>
    /// <returns>How many changed their source.</returns>
    public int Pass(int perMille)
    {
        var changed = 0;
        foreach (var repository in Repositories.Where(r => r.ToolCount > 0 && !_deleted.ContainsKey(r.Index)))
        {
            switch (repository.Index * 2_654_435_761L % 1000)
            {
                case var at when at < perMille:
                    Change(repository);
                    changed++;
                    break;
                case var at when at < 2 * perMille:
                    Reword(repository);
                    break;
            }
        }

        return changed;
    }

    private void Advance(SyntheticRepository repository, int version, int words)
    {
        _versions.AddOrUpdate(repository.Index, (version, words), (_, known) => (known.Version + version, known.Words + words));
        _states.TryRemove(repository.Index, out _);
    }
}
