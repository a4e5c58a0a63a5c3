using Catalog.Core.Tools;
using Catalog.Crawler.Extractors.Evaluation;
using Catalog.Crawler.Extractors.Python.Modules;
using Catalog.Crawler.Extractors.Python.Registrations;
using Catalog.Crawler.Extractors.Python.Runtime;

namespace Catalog.Crawler.Extractors.Python;

/// <summary>Servers in Python: starts at what an installation or the container starts, follows imports, evaluates, and takes the tools that are registered on the way.</summary>
internal sealed class PythonExtractor : ILanguageExtractor
{
    private const int MostRoots = 400;
    private const int MostGroups = 14;
    private const long LeastSteps = 1_000_000;
    private static readonly string[] Manifests = ["pyproject.toml", "setup.py", "setup.cfg", "requirements.txt"];

    public string Id => "python";

    public int Version => 1;

    public IReadOnlyList<ServerRoot> FindRoots(SnapshotFiles files)
    {
        var folders = new SortedSet<string>(StringComparer.Ordinal);
        var hasPython = false;
        foreach (var path in files.Paths)
        {
            hasPython |= path.EndsWith(".py", StringComparison.Ordinal) && path.Count(static c => c == '/') < 3;
            var name = path[(path.LastIndexOf('/') + 1)..];
            var folder = PythonModules.Parent(path);
            if (Manifests.Contains(name, StringComparer.Ordinal) && folders.Count < MostRoots && (folder.Length == 0 || !PythonPackage.IsLeftOut(folder, "")))
            {
                folders.Add(folder);
            }
        }

        if (folders.Count == 0 && hasPython)
        {
            folders.Add("");
        }

        return [.. folders.Select(folder => new ServerRoot { Folder = folder, Manifest = new PythonPackage(files, folder).Manifest })];
    }

    public async Task<IReadOnlyList<ToolDefinition>> ExtractAsync(ServerRoot root, ExtractionContext context, CancellationToken cancellationToken)
    {
        var collector = new ToolCollector();
        var steps = EvaluationBudget.MostSteps;
        foreach (var group in new PythonPackage(context.Files, root.Folder).EntryPoints().Take(MostGroups))
        {
            // Each group is a program of its own: what an earlier one ran is run anew.
            var modules = new PythonModules(context, root.Folder);
            await modules.LoadAsync([.. group.Select(static e => e.Path).Distinct(StringComparer.Ordinal)], cancellationToken);
            var registry = new ToolRegistry(collector);
            var host = new PythonHost(modules, registry);
            var machine = new Machine(host, new EvaluationBudget(cancellationToken, steps));
            EvaluationThread.Run(() => new PythonReading(machine, host, modules, registry).Read(group), context, group[0].Path);
            if (machine.IsCut)
            {
                context.Report($"`{group[0].Path}` was evaluated in part: what it does at the start is longer than is followed");
            }

            if (collector.Count > 0)
            {
                break;
            }

            // What is started otherwise is less likely to be a server the further the search goes; a library has many such files.
            steps = Math.Max(LeastSteps, steps / 2);
        }

        return collector.Definitions($"{Id}@{Version}");
    }
}
