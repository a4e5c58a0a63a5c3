using Catalog.Core.Tools;
using Catalog.Crawler.Extractors.Evaluation;
using Catalog.Crawler.Extractors.Go.Modules;
using Catalog.Crawler.Extractors.Go.Registrations;
using Catalog.Crawler.Extractors.Go.Runtime;

namespace Catalog.Crawler.Extractors.Go;

/// <summary>Servers in Go: starts at the programs of a module, follows imports, evaluates, and takes the tools that are registered on the way.</summary>
internal sealed class GoExtractor : ILanguageExtractor
{
    private const int MostRoots = 300;
    private const int MostPrograms = 24;
    private const int MostLibraries = 200;

    public string Id => "go";

    public int Version => 1;

    public IReadOnlyList<ServerRoot> FindRoots(SnapshotFiles files) =>
    [
        .. files.Paths.Where(static p => p == "go.mod" || p.EndsWith("/go.mod", StringComparison.Ordinal))
            .Select(GoFolders.Parent)
            .Where(static folder => !GoFolders.IsBeside(folder, ""))
            .Take(MostRoots)
            .Select(folder => new ServerRoot { Folder = folder, Manifest = new PackageManifest { Name = GoModule.ReadOrNull(files, folder)?.Path } }),
    ];

    public async Task<IReadOnlyList<ToolDefinition>> ExtractAsync(ServerRoot root, ExtractionContext context, CancellationToken cancellationToken)
    {
        if (!context.Files.Paths.Any(p => p.EndsWith(".go", StringComparison.Ordinal) && GoFolders.Within(p, root.Folder)))
        {
            return [];
        }

        var workspace = new GoWorkspace(context.Files);
        var own = workspace.ModuleOf(root.Folder);
        if (own is not null && own.Folder == root.Folder && GoSdk.IsSdkModule(own.Path))
        {
            return [];
        }

        var folders = workspace.Folders.Where(f => GoFolders.Within(f, root.Folder) && workspace.ModuleOf(f) == own && !GoFolders.IsBeside(f, root.Folder)).ToList();
        var reaching = folders.Where(workspace.ReachesSdk).ToList();
        var collector = new ToolCollector();
        var programs = reaching.Where(f => workspace.Sources(f) is [{ Package: "main" }, ..]).ToList();
        var reached = new HashSet<string>(StringComparer.Ordinal);
        foreach (var folder in programs.Take(MostPrograms))
        {
            reached.UnionWith(workspace.Closure(folder));
            ImportTrace.Note(workspace, [folder], $"it belongs to the program in `{(folder.Length == 0 ? "." : folder)}`");
            await ReadAsync(workspace, workspace.Closure(folder), context, collector, reading => reading.ReadProgram(folder), folder, cancellationToken);
        }

        if (programs.Count == 0 && reaching.Count > 0)
        {
            var libraries = reaching.Take(MostLibraries).ToList();
            ImportTrace.Note(workspace, libraries, "no program is here: each package that reaches an MCP library was read by itself");
            await ReadAsync(workspace, libraries, context, collector, reading => reading.ReadLibrary(libraries), root.Folder, cancellationToken);
        }

        if (collector.Count > 0 && programs.Count is > 0 and <= MostPrograms && reaching.FindAll(f => !reached.Contains(f)) is { Count: > 0 } rest)
        {
            // Packages that no program imports: what they define is not offered.
            var unreached = new ToolCollector();
            await ReadAsync(workspace, [.. rest.Take(MostLibraries)], context, unreached, reading => reading.ReadLibrary(rest), root.Folder, cancellationToken);
            collector.AddUnoffered(unreached);
        }

        return collector.Definitions($"{Id}@{Version}");
    }

    private static async Task ReadAsync(GoWorkspace workspace, IReadOnlyList<string> folders, ExtractionContext context, ToolCollector collector, Action<GoReading> read, string entry, CancellationToken cancellationToken)
    {
        // Each program is evaluated anew: what another one set is not set here.
        var program = new GoProgram(workspace, context, cancellationToken);
        await program.ParseAsync(folders);
        var registry = new ToolRegistry(collector);
        var host = new GoHost(program, registry);
        var machine = new Machine(host, new EvaluationBudget(cancellationToken));
        var runtime = host.Use(machine);
        EvaluationThread.Run(() => read(new GoReading(runtime, program, registry)), context, entry);
        if (machine.IsCut)
        {
            context.Report($"`{entry}` was evaluated in part: what it does at the start is longer than is followed");
        }
    }
}
