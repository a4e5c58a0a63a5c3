using System.Text.Json.Nodes;
using Catalog.Crawler.Extractors.Evaluation;
using Catalog.Crawler.Extractors.Explaining;

namespace Catalog.Crawler.Extractors.TypeScript.Modules;

/// <summary>The files that some entry points reach, parsed; loading goes level by level with all workers busy.</summary>
/// <param name="resolver">Finds what is imported.</param>
/// <param name="context">Where files are parsed.</param>
/// <param name="isStarted">False where nothing starts the files that are to be loaded: an explanation then names no way to them.</param>
internal sealed class ModuleGraph(ModuleResolver resolver, ExtractionContext context, bool isStarted = true)
{
    /// <summary>Longer files that are imported are libraries in one piece; an entry point may be as long as a file may be.</summary>
    private const int LongestModule = 4 * 1024 * 1024;

    private const int MostFiles = 3_000;
    private const long MostBytes = 80L * 1024 * 1024;
    private const int MostNodes = 12_000_000;
    private readonly Dictionary<string, EvaluatedModule?> _modules = new(StringComparer.Ordinal);
    private readonly Dictionary<string, JsonNode?> _json = new(StringComparer.Ordinal);
    private readonly HashSet<string> _wanted = new(StringComparer.Ordinal);
    private long _bytes;
    private long _nodes;

    /// <summary>The snapshot that it lies in.</summary>
    public SnapshotFiles Files => resolver.Files;

    /// <summary>Every file that was loaded, in the order of loading.</summary>
    public IEnumerable<EvaluatedModule> Modules => _modules.Values.OfType<EvaluatedModule>();

    /// <summary>Loads the entry points and all they import.</summary>
    public async Task LoadAsync(IEnumerable<string> entries, CancellationToken cancellationToken)
    {
        var level = entries.Where(e => !_modules.ContainsKey(e)).ToList();
        Trace?.Started(level);
        while (level.Count > 0)
        {
            var chosen = level.Where(Choose).ToList();
            var loaded = await Task.WhenAll(chosen.Select(path => context.FactsAsync(path, ModuleResolver.LanguageOrNull(path)!, cancellationToken)));
            var next = new List<string>();
            for (var i = 0; i < chosen.Count; i++)
            {
                if (loaded[i] is not { } facts || (_nodes += facts.Nodes) > MostNodes)
                {
                    _modules[chosen[i]] = null;
                    continue;
                }

                _modules[chosen[i]] = new EvaluatedModule(chosen[i], facts);
                foreach (var import in facts.Imports.Select(import => resolver.ResolveOrNull(chosen[i], import)).OfType<string>())
                {
                    Trace?.Imported(chosen[i], import);
                    next.Add(import);
                }
            }

            level = [.. next.Distinct(StringComparer.Ordinal).Where(p => !_modules.ContainsKey(p))];
        }
    }

    /// <summary>A file that was loaded; null for all others.</summary>
    public EvaluatedModule? FindOrNull(string path) => _modules.GetValueOrDefault(path);

    /// <summary>The loaded file that an import means; null for dependencies, and for files that only the running code names: see <see cref="LoadWantedAsync"/>.</summary>
    public EvaluatedModule? ResolveOrNull(EvaluatedModule from, string specifier)
    {
        if (resolver.ResolveOrNull(from.Path, specifier) is not { } path)
        {
            return null;
        }

        if (_wanted.Count < MostFiles && !_modules.ContainsKey(path) && ModuleResolver.LanguageOrNull(path) is not null && !IsVendored(path))
        {
            _wanted.Add(path);
            Trace?.Imported(from.Path, path);
        }

        return FindOrNull(path);
    }

    /// <summary>True where the evaluation came to name files that nothing imports, as code does that lists a folder and imports what is there.</summary>
    public bool HasWanted => _wanted.Any(p => !_modules.ContainsKey(p));

    /// <summary>Loads the files that the evaluation came to name, and puts every file back to before it ran.</summary>
    public async Task LoadWantedAsync(CancellationToken cancellationToken)
    {
        var wanted = _wanted.Where(p => !_modules.ContainsKey(p)).Order(StringComparer.Ordinal).ToList();
        foreach (var (path, module) in _modules.Where(static m => m.Value is not null).ToList())
        {
            _modules[path] = new EvaluatedModule(path, module!.Facts);
        }

        await LoadAsync(wanted, cancellationToken);
        foreach (var path in wanted)
        {
            _modules.TryAdd(path, null);
        }
    }

    /// <summary>The content of a JSON file that is imported; null where the import means none.</summary>
    public JsonNode? JsonOrNull(EvaluatedModule from, string specifier)
    {
        if (resolver.ResolveOrNull(from.Path, specifier) is not { } path || !path.EndsWith(".json", StringComparison.Ordinal))
        {
            return null;
        }

        if (!_json.TryGetValue(path, out var json))
        {
            _json[path] = json = PackageFile.ParseOrNull(resolver.Files.ReadOrNull(path));
        }

        return json;
    }

    private ExtractionTrace? Trace => isStarted ? ExtractionTrace.Current : null;

    /// <summary>Copies of dependencies: what is imported from them is as unknown as from a dependency, and they are too large to be evaluated on the way.</summary>
    private bool IsVendored(string path) =>
        path[((Files.MountOrNull(path)?.Length + 1) ?? 0)..].Split('/').Any(static part => part is "third_party" or "third-party" or "thirdparty" or "vendor" or "vendored" or "node_modules" or "bower_components");

    private bool Choose(string path)
    {
        if (ModuleResolver.LanguageOrNull(path) is null || (_modules.Count > 0 && IsVendored(path)))
        {
            return false;
        }

        if (_modules.Count > 0 && resolver.Files.Size(path) > LongestModule && Files.MountOrNull(path) is null)
        {
            context.Report($"`{path}` was not read: a file that is imported and longer than {LongestModule / 1024 / 1024} MiB is taken for a library in one piece");
            _modules[path] = null;
            return false;
        }

        if (_modules.Count >= MostFiles || (_bytes += resolver.Files.Size(path)) > MostBytes)
        {
            context.Report($"`{path}` and what it imports were not read: the entry points reach more than {MostFiles} files or {MostBytes / 1024 / 1024} MiB");
            _modules[path] = null;
            return false;
        }

        return true;
    }
}
