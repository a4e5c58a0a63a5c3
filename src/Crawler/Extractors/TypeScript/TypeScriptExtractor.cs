using Catalog.Core.Tools;
using Catalog.Crawler.Extractors.Evaluation;
using Catalog.Crawler.Extractors.Linking;
using Catalog.Crawler.Extractors.TypeScript.Modules;
using Catalog.Crawler.Extractors.TypeScript.Runtime;

namespace Catalog.Crawler.Extractors.TypeScript;

/// <summary>Servers in TypeScript and JavaScript: starts at what the package starts, follows imports, evaluates, and takes the tools that are registered on the way.</summary>
internal sealed class TypeScriptExtractor : ILanguageExtractor
{
    /// <summary>Where dependencies appear among the files.</summary>
    private const string Dependencies = "node_modules/";

    private const int MostRoots = 300;
    private const int MostGroups = 8;

    private static readonly string[] LeftOut = ["test", "tests", "__tests__", "example", "examples", "fixtures", "e2e", "docs", "template", "templates", "benchmark", "benchmarks", "vendor", "third_party"];

    public string Id => "typescript";

    public int Version => 1;

    public IReadOnlyList<ServerRoot> FindRoots(SnapshotFiles files)
    {
        var roots = new Dictionary<string, ServerRoot>(StringComparer.Ordinal);
        foreach (var path in files.Paths)
        {
            if (roots.Count < MostRoots && FolderOrNull(path, "package.json") is { } folder && PackageFile.ReadOrNull(files, folder) is { } package)
            {
                roots[folder] = new ServerRoot { Folder = folder, Manifest = package.Manifest };
            }
            else if (roots.Count < MostRoots && FolderOrNull(path, "manifest.json") is { } bundle && !roots.ContainsKey(bundle)
                && PackageFile.Text(PackageFile.Member(PackageFile.Member(PackageFile.ParseOrNull(files.ReadOrNull(path)), "server"), "entry_point")) is { } entry
                && ModuleResolver.LanguageOrNull(entry) is not null)
            {
                // A bundle may come without its package's manifest; whose it is, the bundle's own extractor says.
                roots[bundle] = new ServerRoot { Folder = bundle, Manifest = new PackageManifest() };
            }
        }

        return [.. roots.Values];
    }

    public async Task<IReadOnlyList<ToolDefinition>> ExtractAsync(ServerRoot root, ExtractionContext context, CancellationToken cancellationToken)
    {
        var package = PackageFile.ReadOrNull(context.Files, root.Folder);
        var (collector, host, hasTools) = await ReadAsync(root, package, context, cancellationToken);
        if (package is null)
        {
            return collector.Definitions($"{Id}@{Version}");
        }

        foreach (var (name, range) in host.Wishes.Choose(package, context.Files, hasTools))
        {
            context.Wish(new DependencyWish("npm", name, range, Dependencies + name));
        }

        if (collector.Count == 0 && PackageKind.NoticeOrNull(package, host.Remote, host.Wishes.Imported) is { } notice)
        {
            context.Note(notice);
        }

        return collector.Definitions($"{Id}@{Version}");
    }

    private static async Task<(ToolCollector Collector, JavaScriptHost Host, bool HasTools)> ReadAsync(ServerRoot root, PackageFile? package, ExtractionContext context, CancellationToken cancellationToken)
    {
        var resolver = new ModuleResolver(context.Files, root.Folder);
        var graph = new ModuleGraph(resolver, context);
        var collector = new ToolCollector();
        var host = new JavaScriptHost(graph, collector, package?.ZodVersion ?? 3);
        var groups = 0;
        Machine? last = null;
        foreach (var group in EntryPoints.Of(package, root.Folder, resolver))
        {
            if (++groups > MostGroups)
            {
                break;
            }

            await graph.LoadAsync(group, cancellationToken);
            var modules = group.Select(graph.FindOrNull).OfType<EvaluatedModule>().ToList();
            var machine = last = new Machine(host, new EvaluationBudget(cancellationToken));
            EvaluationThread.Run(() => new ServerReading(machine, host, collector).Read(modules), context, group[0]);
            if (machine.IsCut)
            {
                context.Report($"`{group[0]}` was evaluated in part: what it does at the start is longer than is followed");
            }

            if (collector.Count > 0)
            {
                break;
            }
        }

        var hasTools = collector.Count > 0;
        if (last is not null)
        {
            EvaluationThread.Run(() => host.Declared.AddTo(collector, last), context, root.Folder);
        }

        return (collector, host, hasTools);
    }

    /// <summary>The folder of a manifest; null for other files, and for folders whose servers are no servers of the repository.</summary>
    private static string? FolderOrNull(string path, string manifest)
    {
        var folder = path == manifest ? "" : path.EndsWith("/" + manifest, StringComparison.Ordinal) ? path[..^(manifest.Length + 1)] : null;
        return folder is not null && !folder.Split('/').Any(static part => LeftOut.Contains(part, StringComparer.OrdinalIgnoreCase)) ? folder : null;
    }
}
