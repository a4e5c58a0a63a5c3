using Catalog.Core.Tools;
using Catalog.Crawler.Extractors.Evaluation;
using Catalog.Crawler.Extractors.TypeScript.Modules;
using Catalog.Crawler.Extractors.TypeScript.Runtime;

namespace Catalog.Crawler.Extractors.TypeScript;

/// <summary>Servers in TypeScript and JavaScript: starts at what the package starts, follows imports, evaluates, and takes the tools that are registered on the way.</summary>
internal sealed class TypeScriptExtractor : ILanguageExtractor
{
    /// <summary>Evaluation recurses with the source; the stack is as deep as its limits ask for.</summary>
    private const int StackBytes = 256 * 1024 * 1024;

    private static readonly string[] LeftOut = ["test", "tests", "__tests__", "example", "examples", "fixtures", "e2e", "docs", "template", "templates", "benchmark", "benchmarks", "vendor", "third_party"];

    public string Id => "typescript";

    public int Version => 1;

    public IReadOnlyList<ServerRoot> FindRoots(SnapshotFiles files)
    {
        var roots = new List<ServerRoot>();
        foreach (var path in files.Paths)
        {
            var folder = path == "package.json" ? "" : path.EndsWith("/package.json", StringComparison.Ordinal) ? path[..^13] : null;
            if (folder is not null && !folder.Split('/').Any(static part => LeftOut.Contains(part, StringComparer.OrdinalIgnoreCase)) && PackageFile.ReadOrNull(files, folder) is { } package && roots.Count < 300)
            {
                roots.Add(new ServerRoot { Folder = folder, Manifest = package.Manifest });
            }
        }

        return roots;
    }

    public async Task<IReadOnlyList<ToolDefinition>> ExtractAsync(ServerRoot root, ExtractionContext context, CancellationToken cancellationToken)
    {
        var package = PackageFile.ReadOrNull(context.Files, root.Folder);
        var resolver = new ModuleResolver(context.Files, root.Folder);
        var graph = new ModuleGraph(resolver, context);
        var collector = new ToolCollector();
        var host = new JavaScriptHost(graph, collector, package?.ZodVersion ?? 3);
        var groups = 0;
        foreach (var group in EntryPoints.Of(package, root.Folder, resolver))
        {
            if (++groups > 8)
            {
                break;
            }

            await graph.LoadAsync(group, cancellationToken);
            var modules = group.Select(graph.FindOrNull).OfType<EvaluatedModule>().ToList();
            var machine = new Machine(host, new EvaluationBudget(cancellationToken));
            OnDeepStack(() => new ServerReading(machine, host, collector).Read(modules), context, group[0]);
            if (machine.IsCut)
            {
                context.Report($"`{group[0]}` was evaluated in part: what it does at the start is longer than is followed");
            }

            if (collector.Count > 0)
            {
                break;
            }
        }

        return collector.Definitions($"{Id}@{Version}");
    }

    private static void OnDeepStack(Action work, ExtractionContext context, string entry)
    {
        OperationCanceledException? stopped = null;
        var thread = new Thread(Work, StackBytes) { IsBackground = true, Name = "evaluate" };
        thread.Start();
        thread.Join();
        if (stopped is not null)
        {
            throw new OperationCanceledException(stopped.Message, stopped, stopped.CancellationToken);
        }

        void Work()
        {
            try
            {
                work();
            }
            catch (OperationCanceledException e)
            {
                stopped = e;
            }
            catch (Exception e)
            {
                // A named boundary: whatever a stranger's source makes of the evaluation costs this server's reading, never the run; what was found so far stays.
                context.Report($"`{entry}` was evaluated in part: {e.GetType().Name} at {e.StackTrace?.Split('\n').FirstOrDefault()?.Trim()}");
            }
        }
    }
}
