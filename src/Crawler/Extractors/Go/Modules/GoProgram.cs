using Catalog.Crawler.Extractors.Evaluation;
using Catalog.Crawler.Parsing.Facts;

namespace Catalog.Crawler.Extractors.Go.Modules;

/// <summary>
/// The packages of one program. Those that reach an SDK are parsed before the evaluation starts; others, which give constants and types, when they are first asked for.
/// </summary>
internal sealed class GoProgram(GoWorkspace workspace, ExtractionContext context, CancellationToken cancellationToken)
{
    private const int MostFiles = 4_000;
    private const long MostBytes = 48L * 1024 * 1024;
    private const int AtOnce = 64;
    private readonly Dictionary<string, GoPackage?> _packages = new(StringComparer.Ordinal);
    private readonly HashSet<string> _eager = new(StringComparer.Ordinal);
    private readonly Dictionary<string, FileFacts?> _facts = new(StringComparer.Ordinal);
    private int _files;
    private long _bytes;

    public SnapshotFiles Files => context.Files;

    /// <summary>Packages that were evaluated.</summary>
    public IEnumerable<GoPackage> Loaded => _packages.Values.OfType<GoPackage>();

    /// <summary>The folders that were parsed ahead.</summary>
    public IReadOnlySet<string> Eager => _eager;

    /// <summary>Parses the packages that may take part in the start.</summary>
    public async Task ParseAsync(IReadOnlyList<string> folders)
    {
        _eager.UnionWith(folders);
        foreach (var some in folders.SelectMany(workspace.Sources).Select(static s => s.Path).Where(MayRead).Chunk(AtOnce))
        {
            var parsed = await Task.WhenAll(some.Select(path => context.FactsAsync(path, "go", cancellationToken)));
            for (var i = 0; i < some.Length; i++)
            {
                _facts[some[i]] = parsed[i];
            }
        }
    }

    /// <summary>The package that an import path means; null for a dependency.</summary>
    public GoPackage? ImportOrNull(string import, Machine machine) => !GoSdk.IsSdk(import) && workspace.FolderOrNull(import) is { } folder ? PackageOrNull(folder, machine) : null;

    /// <summary>A package that is imported, where its start matters: it may register something, or it is imported for nothing else.</summary>
    public GoPackage? ImportOrStartOrNull(string import, bool isForItsStart, Machine machine) =>
        !GoSdk.IsSdk(import) && workspace.FolderOrNull(import) is { } folder && (isForItsStart || _eager.Contains(folder)) ? PackageOrNull(folder, machine) : null;

    /// <summary>The package of a folder, its names declared; null where it has no files.</summary>
    public GoPackage? PackageOrNull(string folder, Machine machine)
    {
        if (!_packages.TryGetValue(folder, out var package))
        {
            var files = workspace.Sources(folder).Select(s => (s.Path, Facts: FactsOrNull(s.Path))).Where(static f => f.Facts is not null).Select(static f => new EvaluatedModule(f.Path, f.Facts!)).ToList();
            _packages[folder] = package = files.Count == 0 ? null : new GoPackage(folder, files, machine);
        }

        return package;
    }

    /// <summary>True for packages of this snapshot.</summary>
    public bool IsOwn(string import) => !GoSdk.IsSdk(import) && workspace.FolderOrNull(import) is not null;

    /// <summary>What a package is called by its clause, or by its path where its source is not here.</summary>
    public string NameOf(string import) => IsOwn(import) && workspace.Sources(workspace.FolderOrNull(import)!) is [var first, ..] ? first.Package : ImportNames.Usual(import);

    /// <summary>The package that a file belongs to; null where it belongs to none.</summary>
    public GoPackage? PackageOf(EvaluatedModule file) => _packages.GetValueOrDefault(GoFolders.Parent(file.Path));

    private FileFacts? FactsOrNull(string path)
    {
        if (!_facts.TryGetValue(path, out var facts))
        {
#pragma warning disable VSTHRD002 // The evaluation has a thread of its own, without a context to come back to: it may wait for the worker.
            _facts[path] = facts = MayRead(path) ? Task.Run(() => context.FactsAsync(path, "go", cancellationToken), cancellationToken).GetAwaiter().GetResult() : null;
#pragma warning restore VSTHRD002
        }

        return facts;
    }

    private bool MayRead(string path)
    {
        if (++_files <= MostFiles && (_bytes += Files.Size(path)) <= MostBytes)
        {
            return true;
        }

        context.Report($"`{path}` and what comes after it were not read: the program reaches more than {MostFiles} files or {MostBytes / 1024 / 1024} MiB");
        return false;
    }
}
