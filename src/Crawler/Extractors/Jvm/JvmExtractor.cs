using System.Text;
using Catalog.Core.Tools;
using Catalog.Crawler.Extractors.Evaluation;
using Catalog.Crawler.Extractors.Explaining;
using Catalog.Crawler.Extractors.Jvm.Registrations;
using Catalog.Crawler.Extractors.Jvm.Runtime;
using Catalog.Crawler.Extractors.Jvm.Sources;

namespace Catalog.Crawler.Extractors.Jvm;

/// <summary>Servers in Java and Kotlin, in one reading: a class of the one can be used by the other.</summary>
internal sealed class JvmExtractor : ILanguageExtractor
{
    private const int MostRoots = 400;
    private const int MostStarts = 600;

    public string Id => "jvm";

    public int Version => 1;

    public IReadOnlyList<ServerRoot> FindRoots(SnapshotFiles files)
    {
        if (!files.Paths.Any(IsSource))
        {
            return [];
        }

        var modules = new BuildModules(files);
        var folders = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var path in files.Paths.Where(IsSource))
        {
            if (modules.OwnerOrNull(path) is { } owner)
            {
                if (!folders.Contains(owner.Folder) && !BuildModules.IsLeftOut(path, owner.Folder))
                {
                    folders.Add(owner.Folder);
                }
            }
            else if (IsScript(files, path))
            {
                folders.Add(BuildModules.Parent(path));
            }
        }

        return [.. folders.Where(static f => f.Length == 0 || !BuildModules.IsLeftOut(f, "")).Take(MostRoots).Select(f => new ServerRoot { Folder = f, Manifest = modules.Manifest(f) })];
    }

    public async Task<IReadOnlyList<ToolDefinition>> ExtractAsync(ServerRoot root, ExtractionContext context, CancellationToken cancellationToken)
    {
        var build = new BuildModules(context.Files);
        var own = build.FindOrNull(root.Folder);
        var parts = new List<(string Folder, IEnumerable<string> Paths)>();
        foreach (var module in own is null ? [new BuildModule(root.Folder, "", "")] : build.WithDependencies(own))
        {
            parts.Add((module.Folder, context.Files.Paths.Where(p => IsSource(p) && BuildModules.Within(p, module.Folder) && (own is null || build.OwnerOrNull(p) == module) && !BuildModules.IsLeftOut(p, module.Folder))));
        }

        var index = await SourceIndex.MakeAsync(context, parts, cancellationToken);
        if (!index.Files.Any(static f => f.IsMarked) || (own is not null && build.IsLibrary(own) && !index.Files.Any(f => f.IsEntry && BuildModules.Within(f.Path, own.Folder))))
        {
            return [];
        }

        ExtractionTrace.Current?.Started(index.Files.Where(static f => f.IsEntry).Select(static f => f.Path), "a main method or what the container starts is in it");
        var modules = new JvmModules(context, index);
        await modules.LoadAsync(index.Files.Where(static f => f.IsMarked).Concat(index.Files.Where(static f => f.IsEntry)).Take(MostStarts), cancellationToken);
        Explain(modules, index, build.FileOrNull(own));
        var collector = new ToolCollector();
        var registry = new ToolRegistry(collector);
        var host = new JvmHost(modules, registry);
        var machine = new Machine(host, new EvaluationBudget(cancellationToken));
        var isServer = own is null || build.IsServer(own) || index.Files.Any(static f => f.ServesMcp);
        var name = root.Folder.Length == 0 ? "the source" : root.Folder;
        EvaluationThread.Run(() => new JvmReading(machine, host, modules, registry, isServer).Read(), context, name);
        if (machine.IsCut)
        {
            context.Report($"`{name}` was evaluated in part: what it does at the start is longer than is followed");
        }

        return collector.Definitions($"{Id}@{Version}");
    }

    /// <summary>What neither a main method nor a configuration names is made by the container around it, where the build takes it in.</summary>
    private static void Explain(JvmModules modules, SourceIndex index, string? build)
    {
        if (ExtractionTrace.Current is not { } trace)
        {
            return;
        }

        var apart = modules.All.Where(m => m.File.IsMarked && trace.WayTo(m.File.Path).Count == 0).Select(static m => m.File.Path).ToList();
        trace.Belong(build is null ? [] : index.Files.Select(static f => f.Path), build ?? "");
        trace.Started(build is null ? apart : [build], build is null ? "it names an MCP library" : "it builds the program");
        foreach (var path in build is null ? [] : apart)
        {
            trace.Imported(build!, path, "compiles it, and it names an MCP library: the container makes what it declares");
        }
    }

    private static bool IsSource(string path) =>
        path.EndsWith(".java", StringComparison.Ordinal) ? !path.EndsWith("-info.java", StringComparison.Ordinal) : path.EndsWith(".kt", StringComparison.Ordinal) || path.EndsWith(".main.kts", StringComparison.Ordinal);

    /// <summary>A program of one file that names its dependencies itself.</summary>
    private static bool IsScript(SnapshotFiles files, string path) =>
        path.EndsWith(".java", StringComparison.Ordinal) && !BuildModules.IsLeftOut(BuildModules.Parent(path), "") && Encoding.UTF8.GetString(files.ReadOrNull(path) ?? []).Contains("//DEPS ", StringComparison.Ordinal);
}
