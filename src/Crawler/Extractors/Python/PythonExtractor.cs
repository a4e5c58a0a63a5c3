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
    private const long UnofferedSteps = 1_500_000;
    private const int MostMarked = 80;
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
        var isCut = false;
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
                isCut = true;
                context.Report($"`{group[0].Path}` was evaluated in part: what it does at the start is longer than is followed");
            }

            if (collector.Count > 0)
            {
                break;
            }

            // What is started otherwise is less likely to be a server the further the search goes; a library has many such files.
            steps = Math.Max(LeastSteps, steps / 2);
        }

        // What was not read to its end may offer more than was seen.
        if (collector.Count > 0 && !isCut)
        {
            await AddUnofferedAsync(root, context, collector, cancellationToken);
        }

        if (collector.Count == 0)
        {
            await AddClassesAsync(root, context, collector, cancellationToken);
        }

        return collector.Definitions($"{Id}@{Version}");
    }

    /// <summary>
    /// Adds what the source defines and nothing that was read offers: files that no entry point reaches, and registrations that nothing calls. It is told by what cheap marks say of the
    /// files, with a small budget of its own, and is never offered: a definition that stands where an offered one does is that one, whatever its name became.
    /// </summary>
    private static async Task AddUnofferedAsync(ServerRoot root, ExtractionContext context, ToolCollector offered, CancellationToken cancellationToken)
    {
        var marked = new PythonPackage(context.Files, root.Folder).DefiningFiles().Take(MostMarked).Select(static path => new EntryPoint(path, null)).ToList();
        if (marked.Count == 0)
        {
            return;
        }

        var found = new ToolCollector();
        var modules = new PythonModules(context, root.Folder);
        await modules.LoadAsync([.. marked.Select(static e => e.Path)], cancellationToken);
        var registry = new ToolRegistry(found);
        var machine = new Machine(new PythonHost(modules, registry), new EvaluationBudget(cancellationToken, UnofferedSteps));
        EvaluationThread.Run(() => new PythonReading(machine, (PythonHost)machine.Host, modules, registry).ReadAll(marked), context, marked[0].Path);
        offered.AddUnoffered(found);
    }

    /// <summary>Where no registration was followed to a name: classes that extend one for tools, in a program that uses the protocol's library.</summary>
    private static async Task AddClassesAsync(ServerRoot root, ExtractionContext context, ToolCollector collector, CancellationToken cancellationToken)
    {
        var files = new PythonPackage(context.Files, root.Folder).ToolClassFiles().Take(MostMarked).Select(static path => new EntryPoint(path, null)).ToList();
        if (files.Count == 0)
        {
            return;
        }

        var modules = new PythonModules(context, root.Folder);
        await modules.LoadAsync([.. files.Select(static e => e.Path)], cancellationToken);
        var registry = new ToolRegistry(collector);
        var machine = new Machine(new PythonHost(modules, registry), new EvaluationBudget(cancellationToken, UnofferedSteps));
        EvaluationThread.Run(() => new PythonReading(machine, (PythonHost)machine.Host, modules, registry).ReadClasses(files), context, files[0].Path);
    }
}
