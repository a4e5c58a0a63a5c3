using System.Text;
using System.Text.RegularExpressions;
using Catalog.Crawler.Extractors.Evaluation;
using Catalog.Crawler.Extractors.Explaining;

namespace Catalog.Crawler.Extractors.Python.Modules;

/// <summary>The files of one server: loads what the entry points reach, and finds what an import means.</summary>
internal sealed partial class PythonModules(ExtractionContext context, string folder)
{
    private const int MostFiles = 1500;
    private const long MostBytes = 48L * 1024 * 1024;
    private const int MostDiscovered = 800;
    private const int MostNodes = 12_000_000;
    private readonly Dictionary<string, EvaluatedModule?> _modules = new(StringComparer.Ordinal);
    private readonly List<string> _roots = [];
    private readonly HashSet<string> _entries = new(StringComparer.Ordinal);
    private long _bytes;
    private int _nodes;

    public SnapshotFiles Files => context.Files;

    /// <summary>Every file that was loaded.</summary>
    public IEnumerable<EvaluatedModule> Loaded => _modules.Values.OfType<EvaluatedModule>();

    /// <summary>Files that the source finds by going through its packages, in ordinal order.</summary>
    public IReadOnlyList<string> Discovered { get; private set; } = [];

    /// <summary>Loads entry points and all that they import.</summary>
    public async Task LoadAsync(IReadOnlyList<string> entries, CancellationToken cancellationToken)
    {
        _entries.UnionWith(entries);
        ExtractionTrace.Current?.Started(entries);
        foreach (var root in new[] { folder, Join(folder, "src"), Join(folder, "python"), Join(folder, "lib") }.Concat(entries.SelectMany(Above)))
        {
            if (!_roots.Contains(root, StringComparer.Ordinal) && (root.Length == 0 || Files.FolderExists(root)))
            {
                _roots.Add(root);
            }
        }

        // The packages around an entry point run before it.
        var packages = entries.SelectMany(Above).Select(static f => Join(f, "__init__.py")).Where(Files.Exists);
        await CloseAsync([.. entries.Concat(packages).Distinct(StringComparer.Ordinal)], cancellationToken);
        Discovered = Discoverable();
        await CloseAsync(Discovered, cancellationToken);
    }

    /// <summary>Packages whose files are imported by name at run time: those of files that use <c>pkgutil</c> or <c>importlib</c>, and those whose own file uses such a file.</summary>
    private List<string> Discoverable()
    {
        var finders = Loaded.Where(static m => m.Facts.Imports.Any(static i => i is "pkgutil" or "importlib" or "pkgutil.iter_modules" or "importlib.import_module")).Select(static m => m.Path).ToHashSet(StringComparer.Ordinal);
        var imported = Loaded.Where(m => finders.Contains(m.Path)).SelectMany(m => m.Facts.Imports.Concat(Named(m.Path)).SelectMany(i => PathsOf(m.Path, i))).Where(static p => p.EndsWith("__init__.py", StringComparison.Ordinal));
        var folders = Loaded.Where(m => finders.Contains(m.Path) || (m.Path.EndsWith("__init__.py", StringComparison.Ordinal) && m.Facts.Imports.SelectMany(i => PathsOf(m.Path, i)).Any(finders.Contains)))
            .Select(static m => m.Path)
            .Concat(imported)
            .Select(Parent)
            .Where(f => f != folder || f.Length == 0)
            .ToHashSet(StringComparer.Ordinal);
        return folders.Count == 0
            ? []
            : [.. Files.Paths.Where(p => p.EndsWith(".py", StringComparison.Ordinal) && Within(p, folder) && !PythonPackage.IsLeftOut(p, folder) && (folders.Contains(Parent(p)) || folders.Contains(Parent(Parent(p))) || folders.Contains(Parent(Parent(Parent(p)))))).Take(MostDiscovered)];
    }

    /// <summary>Dotted names that a file has as texts: packages that it goes through without importing them.</summary>
    private IEnumerable<string> Named(string path) =>
        Dotted().Matches(Encoding.UTF8.GetString(Files.ReadOrNull(path) ?? [])).Take(200).Select(static m => m.Value.Trim('"', '\''));

    [GeneratedRegex("""["'][A-Za-z_]\w*(?:\.[A-Za-z_]\w*)+["']""", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    private static partial Regex Dotted();

    private async Task CloseAsync(IReadOnlyList<string> start, CancellationToken cancellationToken)
    {
        var level = start.Where(e => !_modules.ContainsKey(e)).ToList();
        while (level.Count > 0)
        {
            var chosen = level.Where(Choose).ToList();
            var loaded = await Task.WhenAll(chosen.Select(path => context.FactsAsync(path, "python", cancellationToken)));
            var next = new List<string>();
            for (var i = 0; i < chosen.Count; i++)
            {
                if (loaded[i] is not { } facts || (_nodes += facts.Nodes) > MostNodes)
                {
                    _modules[chosen[i]] = null;
                    continue;
                }

                _modules[chosen[i]] = new EvaluatedModule(chosen[i], facts);
                foreach (var import in facts.Imports.SelectMany(import => PathsOf(chosen[i], import)))
                {
                    ExtractionTrace.Current?.Imported(chosen[i], import);
                    next.Add(import);
                }
            }

            level = [.. next.Distinct(StringComparer.Ordinal).Where(p => !_modules.ContainsKey(p))];
        }
    }

    public bool IsEntry(EvaluatedModule module) => _entries.Contains(module.Path);

    public EvaluatedModule? FindOrNull(string path) => _modules.GetValueOrDefault(path);

    /// <summary>A module of a package that has no file of its own; null where there is none.</summary>
    public object? FindOrNull(PackageFolder package, string name) => At(Join(package.Path, name));

    /// <summary>A module inside of a package; null where there is none.</summary>
    public object? SubmoduleOrNull(EvaluatedModule module, string name) => module.Path.EndsWith("__init__.py", StringComparison.Ordinal) ? At(Join(Parent(module.Path), name)) : null;

    /// <summary>The packages on the way and the module that an import means, each a loaded file or a <see cref="PackageFolder"/>; empty for dependencies.</summary>
    public IReadOnlyList<object> ResolveAll(EvaluatedModule from, string specifier)
    {
        if (BaseOrNull(from.Path, specifier) is not { } found)
        {
            return [];
        }

        var list = new List<object>();
        var path = found.Root;
        foreach (var part in found.Parts)
        {
            path = Join(path, part);
            if (At(path) is { } step)
            {
                list.Add(step);
            }
            else if (ReferenceEquals(part, found.Parts[^1]))
            {
                return [];
            }
        }

        if (found.Parts.Length == 0)
        {
            list.Add(At(path) ?? new PackageFolder(path));
        }

        return list;
    }

    /// <summary>The dotted name of a file, as far as it is a package's.</summary>
    public string NameOf(EvaluatedModule module)
    {
        var path = module.Path.EndsWith("/__init__.py", StringComparison.Ordinal) ? Parent(module.Path) : module.Path.EndsWith(".py", StringComparison.Ordinal) ? module.Path[..^3] : module.Path;
        var root = _roots.Where(r => r.Length == 0 || path.StartsWith(r + "/", StringComparison.Ordinal)).OrderByDescending(static r => r.Length).FirstOrDefault(r => r == folder || r.EndsWith("/src", StringComparison.Ordinal)) ?? folder;
        return (root.Length == 0 ? path : path.Length > root.Length ? path[(root.Length + 1)..] : path).Replace('/', '.');
    }

    public string PackageOf(EvaluatedModule module)
    {
        var name = NameOf(module);
        return module.Path.EndsWith("__init__.py", StringComparison.Ordinal) ? name : name.LastIndexOf('.') is > 0 and var at ? name[..at] : "";
    }

    /// <summary>The file of a module that an entry point names: <c>package.module</c>; null where there is none.</summary>
    public static string? EntryOrNull(SnapshotFiles files, string folder, string module)
    {
        var path = module.Replace('.', '/');
        foreach (var root in new[] { folder, Join(folder, "src"), Join(folder, "python"), Join(folder, "lib") })
        {
            if (FileOrNull(files, Join(root, path)) is { } file)
            {
                return file;
            }
        }

        return files.Paths.Where(p => Within(p, folder) && (p.EndsWith("/" + path + ".py", StringComparison.Ordinal) || p.EndsWith("/" + path + "/__init__.py", StringComparison.Ordinal))).OrderBy(static p => p.Length).FirstOrDefault();
    }

    public static bool Within(string path, string folder) => folder.Length == 0 || path.StartsWith(folder + "/", StringComparison.Ordinal);

    public static string Join(string folder, string name) => folder.Length == 0 ? name : name.Length == 0 ? folder : $"{folder}/{name}";

    public static string Parent(string path) => path.LastIndexOf('/') is >= 0 and var at ? path[..at] : "";

    private object? At(string path)
    {
        if (FileOrNull(Files, path) is { } file)
        {
            return _modules.GetValueOrDefault(file) is { } module ? module : null;
        }

        return Files.FolderExists(path) && path.Length > 0 ? new PackageFolder(path) : null;
    }

    private static string? FileOrNull(SnapshotFiles files, string path) =>
        files.Exists(path + "/__init__.py") ? path + "/__init__.py" : files.Exists(path + ".py") ? path + ".py" : null;

    private IEnumerable<string> PathsOf(string from, string specifier)
    {
        if (BaseOrNull(from, specifier) is not { } found)
        {
            yield break;
        }

        var path = found.Root;
        if (found.Parts.Length == 0 && FileOrNull(Files, path) is { } own)
        {
            yield return own;
        }

        foreach (var part in found.Parts)
        {
            path = Join(path, part);
            if (FileOrNull(Files, path) is { } file)
            {
                yield return file;
            }
        }
    }

    /// <summary>Where an import starts: the folder, and the parts below it. A first part that is found nowhere is a dependency.</summary>
    private (string Root, string[] Parts)? BaseOrNull(string from, string specifier)
    {
        var dots = specifier.Length - specifier.AsSpan().TrimStart('.').Length;
        var parts = specifier[dots..].Split('.', StringSplitOptions.RemoveEmptyEntries);
        if (dots > 0)
        {
            var at = Parent(from);
            for (var i = 1; i < dots; i++)
            {
                at = Parent(at);
            }

            return (at, parts);
        }

        if (parts.Length is 0 or > 30)
        {
            return null;
        }

        foreach (var root in _roots)
        {
            if (Exists(Join(root, parts[0])) && (parts.Length == 1 || Exists(Join(root, parts[0] + "/" + parts[1])) || Files.Exists(Join(root, parts[0] + ".py")) || Files.Exists(Join(root, parts[0] + "/__init__.py"))))
            {
                // A folder that has the name of the SDK is not the SDK.
                if (parts[0] is "mcp" or "fastmcp" && (parts.Length == 1 || !Exists(Join(root, string.Join('/', parts.Take(2))))))
                {
                    continue;
                }

                return (root, parts);
            }
        }

        return null;
    }

    private bool Exists(string path) => FileOrNull(Files, path) is not null || (Files.FolderExists(path) && path.Length > 0);

    /// <summary>The folder of an entry point and those above it, up to the server's.</summary>
    private IEnumerable<string> Above(string entry)
    {
        for (var at = Parent(entry); Within(at, folder) || at == folder; at = Parent(at))
        {
            yield return at;
            if (at == folder || at.Length == 0)
            {
                yield break;
            }
        }
    }

    private bool Choose(string path)
    {
        if (_modules.Count >= MostFiles || (_bytes += Files.Size(path)) > MostBytes)
        {
            context.Report($"`{path}` and what it imports were not read: the entry points reach more than {MostFiles} files or {MostBytes / 1024 / 1024} MiB");
            _modules[path] = null;
            return false;
        }

        return true;
    }
}
