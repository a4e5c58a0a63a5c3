using Catalog.Core.Tools;
using Catalog.Crawler.Extractors.Evaluation;
using Catalog.Crawler.Extractors.Linking;
using Catalog.Crawler.Extractors.TypeScript.Modules;
using Catalog.Crawler.Extractors.TypeScript.Registrations;
using Catalog.Crawler.Extractors.TypeScript.Runtime;

namespace Catalog.Crawler.Extractors.TypeScript;

/// <summary>Servers in TypeScript and JavaScript: starts at what the package starts, follows imports, evaluates, and takes the tools that are registered on the way.</summary>
internal sealed class TypeScriptExtractor : ILanguageExtractor
{
    /// <summary>Where dependencies appear among the files.</summary>
    private const string Dependencies = "node_modules/";

    private const int MostRoots = 300;
    private const int MostGroups = 8;

    /// <summary>How often a server is read: again where its own code named files that nothing imports, and once more for what those name.</summary>
    private const int MostReadings = 3;

    /// <summary>The most nodes that are evaluated of files that nothing starts.</summary>
    private const long UnofferedSteps = 1_500_000;

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
        var resolver = new ModuleResolver(context.Files, root.Folder);
        var graph = new ModuleGraph(resolver, context);
        var (collector, host, hasTools, isCut) = await ReadAsync(root, resolver, graph, package, context, cancellationToken);
        if (package is null)
        {
            return collector.Definitions($"{Id}@{Version}");
        }

        // What was not read to its end may offer more than was seen.
        if (hasTools && !isCut)
        {
            await AddUnofferedAsync(package, root, resolver, graph, context, collector, cancellationToken);
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

    private static async Task<(ToolCollector Collector, JavaScriptHost Host, bool HasTools, bool IsCut)> ReadAsync(
        ServerRoot root, ModuleResolver resolver, ModuleGraph graph, PackageFile? package, ExtractionContext context, CancellationToken cancellationToken)
    {
        var groups = EntryPoints.Of(package, root.Folder, resolver).Take(MostGroups).ToList();
        for (var reading = 1; ; reading++)
        {
            var (collector, host, hasTools, isCut) = await ReadAsync(groups, graph, package, root, context, cancellationToken);
            if (reading == MostReadings || !graph.HasWanted)
            {
                return (collector, host, hasTools, isCut);
            }

            // What the next reading makes anew is not to lie beside what this one has made.
            (collector, host) = (null!, null!);
            await graph.LoadWantedAsync(cancellationToken);
        }
    }

    private static async Task<(ToolCollector Collector, JavaScriptHost Host, bool HasTools, bool IsCut)> ReadAsync(
        IReadOnlyList<IReadOnlyList<string>> groups, ModuleGraph graph, PackageFile? package, ServerRoot root, ExtractionContext context, CancellationToken cancellationToken)
    {
        var collector = new ToolCollector();
        var host = new JavaScriptHost(graph, collector, package?.ZodVersion ?? 3);
        var last = await ReadFolderAsync(graph, host, collector, package, context, cancellationToken);
        foreach (var group in collector.Count > 0 ? [] : groups)
        {
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

        return (collector, host, hasTools, last?.IsCut ?? false);
    }

    /// <summary>
    /// Adds what files define that nothing which starts reaches, with a small budget of its own. It is never offered: a definition that stands where an offered one does is that one, whatever
    /// its name became.
    /// </summary>
    private static async Task AddUnofferedAsync(
        PackageFile package, ServerRoot root, ModuleResolver resolver, ModuleGraph graph, ExtractionContext context, ToolCollector offered, CancellationToken cancellationToken)
    {
        var files = await UnreachedFiles.ChooseAsync(package, root.Folder, resolver, graph, context, cancellationToken);
        if (files.Count == 0)
        {
            return;
        }

        var unreached = new ModuleGraph(resolver, context, isStarted: false);
        await unreached.LoadAsync(files, cancellationToken);
        var found = new ToolCollector();
        var host = new JavaScriptHost(unreached, found, package.ZodVersion);
        var machine = new Machine(host, new EvaluationBudget(cancellationToken, UnofferedSteps));
        EvaluationThread.Run(() => new ServerReading(machine, host, found).ReadAll([.. files.Select(unreached.FindOrNull).OfType<EvaluatedModule>()]), context, files[0]);
        offered.AddUnoffered(found);
    }

    /// <summary>Tools that a framework takes from the files of a folder; null where the package uses no such framework.</summary>
    private static async Task<Machine?> ReadFolderAsync(ModuleGraph graph, JavaScriptHost host, ToolCollector collector, PackageFile? package, ExtractionContext context, CancellationToken cancellationToken)
    {
        var files = FolderTools.Files(package, context.Files);
        if (files.Count == 0)
        {
            return null;
        }

        await graph.LoadAsync(files, cancellationToken);
        var machine = new Machine(host, new EvaluationBudget(cancellationToken));
        var folder = new FolderTools(machine, host, collector);
        EvaluationThread.Run(() => files.Select(graph.FindOrNull).OfType<EvaluatedModule>().ToList().ForEach(folder.Read), context, files[0]);
        return machine;
    }

    /// <summary>The folder of a manifest; null for other files, and for folders whose servers are no servers of the repository.</summary>
    private static string? FolderOrNull(string path, string manifest)
    {
        var folder = path == manifest ? "" : path.EndsWith("/" + manifest, StringComparison.Ordinal) ? path[..^(manifest.Length + 1)] : null;
        return folder is not null && !folder.Split('/').Any(static part => LeftOut.Contains(part, StringComparer.OrdinalIgnoreCase)) ? folder : null;
    }
}
