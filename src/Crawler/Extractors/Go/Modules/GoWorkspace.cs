namespace Catalog.Crawler.Extractors.Go.Modules;

/// <summary>The packages of a snapshot as their files' heads tell them: where an import path leads, what a package imports, which programs reach an SDK.</summary>
internal sealed class GoWorkspace
{
    private const int MostModules = 300;
    private const int MostPackages = 6_000;
    private readonly SnapshotFiles _files;
    private readonly List<GoModule> _modules = [];
    private readonly Dictionary<string, List<string>> _folders = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyList<GoSource>> _packages = new(StringComparer.Ordinal);
    private readonly Dictionary<string, bool> _reaches = new(StringComparer.Ordinal);

    public GoWorkspace(SnapshotFiles files)
    {
        _files = files;
        foreach (var path in files.Paths)
        {
            if (GoFolders.IsSource(path))
            {
                var folder = GoFolders.Parent(path);
                if (!_folders.TryGetValue(folder, out var list))
                {
                    _folders[folder] = list = [];
                }

                list.Add(path);
            }
            else if ((path == "go.mod" || path.EndsWith("/go.mod", StringComparison.Ordinal)) && _modules.Count < MostModules && GoModule.ReadOrNull(files, GoFolders.Parent(path)) is { } module)
            {
                _modules.Add(module);
            }
        }
    }

    /// <summary>The folders that hold Go files, in ordinal order.</summary>
    public IEnumerable<string> Folders => _folders.Keys.Order(StringComparer.Ordinal);

    /// <summary>The module that a folder belongs to; null where it belongs to none.</summary>
    public GoModule? ModuleOf(string folder) => _modules.Where(m => GoFolders.Within(folder, m.Folder)).MaxBy(static m => m.Folder.Length);

    /// <summary>The folder of an import path of this snapshot; null for dependencies.</summary>
    public string? FolderOrNull(string import)
    {
        foreach (var module in _modules.Where(m => import.StartsWith(m.Path, StringComparison.Ordinal)).OrderByDescending(static m => m.Path.Length))
        {
            if (module.FolderOrNull(import) is { } folder && _folders.ContainsKey(folder))
            {
                return folder;
            }
        }

        return null;
    }

    /// <summary>The files of a folder's package; those of another package in the same folder are left out.</summary>
    public IReadOnlyList<GoSource> Sources(string folder)
    {
        if (_packages.TryGetValue(folder, out var known))
        {
            return known;
        }

        var sources = new List<GoSource>();
        foreach (var path in _packages.Count < MostPackages ? _folders.GetValueOrDefault(folder) ?? [] : [])
        {
            if (_files.ReadOrNull(path, SnapshotFiles.LongestFile) is { } content && GoSource.ReadOrNull(path, content) is { } source)
            {
                sources.Add(source);
            }
        }

        var name = sources.GroupBy(static s => s.Package, StringComparer.Ordinal).OrderByDescending(static g => g.Count()).ThenBy(static g => g.Key, StringComparer.Ordinal).FirstOrDefault()?.Key;
        return _packages[folder] = [.. sources.Where(s => s.Package == name)];
    }

    /// <summary>True where a package imports an SDK, itself or through packages of this snapshot.</summary>
    public bool ReachesSdk(string folder) => ReachesSdk(folder, 0);

    /// <summary>A package and all of this snapshot that it imports and that reaches an SDK, itself first.</summary>
    public IReadOnlyList<string> Closure(string folder)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal) { folder };
        var open = new Queue<string>([folder]);
        var all = new List<string>();
        while (open.TryDequeue(out var next) && all.Count < MostPackages)
        {
            all.Add(next);
            foreach (var import in Sources(next).SelectMany(static s => s.Imports))
            {
                if (!GoSdk.IsSdk(import) && FolderOrNull(import) is { } inner && ReachesSdk(inner) && seen.Add(inner))
                {
                    open.Enqueue(inner);
                }
            }
        }

        return all;
    }

    private bool ReachesSdk(string folder, int depth)
    {
        if (_reaches.TryGetValue(folder, out var known))
        {
            return known;
        }

        // Packages cannot import each other in circles; a source that does is not a program.
        _reaches[folder] = false;
        var imports = Sources(folder).SelectMany(static s => s.Imports).Distinct(StringComparer.Ordinal).ToList();
        return _reaches[folder] = imports.Exists(GoSdk.IsSdk)
            || (depth < 200 && imports.Exists(i => FolderOrNull(i) is { } inner && ReachesSdk(inner, depth + 1)));
    }
}
