using Catalog.Crawler.Extractors.Evaluation;
using Catalog.Crawler.Extractors.Explaining;

namespace Catalog.Crawler.Extractors.Jvm.Sources;

/// <summary>The parsed files that a server reaches.</summary>
internal sealed class JvmModules(ExtractionContext context, SourceIndex index)
{
    private const int MostFiles = 2_500;
    private const int Batch = 16;
    private const long MostBytes = 48L * 1024 * 1024;
    private readonly Dictionary<string, JvmModule> _modules = new(StringComparer.Ordinal);
    private readonly HashSet<string> _chosen = new(StringComparer.Ordinal);
    private long _bytes;

    /// <summary>The text of a file among the resources; null where there is none, or it is longer than a megabyte.</summary>
    public string? ResourceOrNull(string path)
    {
        var relative = path.TrimStart('/');
        var found = relative.Length is > 0 and < 300 && !relative.Contains("..", StringComparison.Ordinal)
            ? Resources.FirstOrDefault(p => p.EndsWith("/" + relative, StringComparison.Ordinal) && p.EndsWith("/resources/" + relative, StringComparison.Ordinal)) ?? Resources.FirstOrDefault(p => p == "src/main/resources/" + relative)
            : null;
        return found is not null && context.Files.ReadOrNull(found) is { } content ? System.Text.Encoding.UTF8.GetString(content) : null;
    }

    /// <summary>The programs' resources.</summary>
    public IReadOnlyList<string> Resources => _resources ??= [.. context.Files.Paths.Where(p => p.Contains("main/resources/", StringComparison.Ordinal) && index.Files.Any(f => f.Path[..Math.Max(0, f.Path.IndexOf("src/main/", StringComparison.Ordinal))] is var module && p.StartsWith(module + "src/main/resources/", StringComparison.Ordinal)))];

    private IReadOnlyList<string>? _resources;

    /// <summary>In the order of their reading.</summary>
    public IReadOnlyList<JvmModule> All => _order;

    private readonly List<JvmModule> _order = [];

    public JvmModule? FindOrNull(string path) => _modules.GetValueOrDefault(path);

    public JvmModule Of(EvaluatedModule module) => _modules[module.Path];

    /// <summary>Modules that declare a name of a package, as far as they were read.</summary>
    public IEnumerable<JvmModule> Declaring(string name) => index.Declaring(name).Select(f => FindOrNull(f.Path)).OfType<JvmModule>();

    /// <summary>Reads files and, round by round, what they name.</summary>
    public async Task LoadAsync(IEnumerable<SourceFile> starts, CancellationToken cancellationToken)
    {
        var open = new Queue<SourceFile>(starts.Where(Choose));
        while (open.Count > 0)
        {
            var batch = new List<SourceFile>();
            while (batch.Count < Batch && open.TryDequeue(out var file))
            {
                batch.Add(file);
            }

            var read = await Task.WhenAll(batch.Select(f => context.FactsAsync(f.Path, f.Language, cancellationToken)));
            for (var i = 0; i < batch.Count; i++)
            {
                if (read[i] is { } facts)
                {
                    var module = new JvmModule(batch[i], new EvaluatedModule(batch[i].Path, facts));
                    _modules[batch[i].Path] = module;
                    _order.Add(module);
                    foreach (var next in Named(module))
                    {
                        ExtractionTrace.Current?.Imported(module.File.Path, next.Path, "names what it declares");
                        if (Choose(next))
                        {
                            open.Enqueue(next);
                        }
                    }
                }
            }
        }
    }

    private IEnumerable<SourceFile> Named(JvmModule module)
    {
        foreach (var import in module.Evaluated.Facts.Imports)
        {
            if (import.StartsWith("./", StringComparison.Ordinal))
            {
                foreach (var package in module.Packages)
                {
                    foreach (var file in index.Declaring(package.Length == 0 ? import[2..] : $"{package}.{import[2..]}"))
                    {
                        yield return file;
                    }
                }

                continue;
            }

            // `a.b.C.D` names a class in a class, or a member: the nearest file on the way declares it.
            for (var name = import; name.Length > 0; name = name.LastIndexOf('.') is > 0 and var at ? name[..at] : "")
            {
                if (index.Declaring(name) is { Count: > 0 } files)
                {
                    foreach (var file in files)
                    {
                        yield return file;
                    }

                    break;
                }
            }
        }
    }

    private bool Choose(SourceFile file)
    {
        if (!_chosen.Add(file.Path))
        {
            return false;
        }

        if (_chosen.Count > MostFiles || (_bytes += context.Files.Size(file.Path)) > MostBytes)
        {
            context.Report($"`{file.Path}` was not read: the server reaches more than {MostFiles} files or {MostBytes / 1024 / 1024} MiB");
            return false;
        }

        return true;
    }
}
