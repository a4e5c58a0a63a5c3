using Catalog.Core.Tools;
using Catalog.Crawler.Extractors.CSharp.Lowering;
using Catalog.Crawler.Extractors.CSharp.Projects;
using Catalog.Crawler.Extractors.CSharp.Runtime;
using Catalog.Crawler.Extractors.CSharp.Symbols;
using Catalog.Crawler.Extractors.Evaluation;
using Catalog.Crawler.Parsing.Facts;

namespace Catalog.Crawler.Extractors.CSharp;

/// <summary>Servers in C#: every project that builds a program, with the projects it references. Files are parsed as they are needed: those that name the SDK first, then those that declare what these name.</summary>
internal sealed class CSharpExtractor : ILanguageExtractor
{
    private const int MostRoots = 400;
    private const int MostRounds = 16;
    private const int MostParsed = 4_000;
    private const int MostScripts = 500;

    public string Id => "csharp";

    public int Version => 1;

    public IReadOnlyList<ServerRoot> FindRoots(SnapshotFiles files)
    {
        var roots = new SortedDictionary<string, ServerRoot>(StringComparer.Ordinal);
        foreach (var path in files.Paths.Where(static p => p.EndsWith(".csproj", StringComparison.OrdinalIgnoreCase) && !ProjectPaths.IsLeftOut(p, "")).Take(4 * MostRoots))
        {
            if (ProjectFile.ReadOrNull(files, path) is { IsExecutable: true, IsTest: false } project && roots.Count < MostRoots)
            {
                roots.TryAdd(project.Folder, new ServerRoot { Folder = project.Folder, Manifest = project.Manifest });
            }
        }

        foreach (var path in Scripts(files, "").Where(static p => !ProjectPaths.IsLeftOut(p, "")))
        {
            roots.TryAdd(ProjectPaths.Parent(path), new ServerRoot { Folder = ProjectPaths.Parent(path), Manifest = new PackageManifest() });
        }

        return [.. roots.Values];
    }

    public async Task<IReadOnlyList<ToolDefinition>> ExtractAsync(ServerRoot root, ExtractionContext context, CancellationToken cancellationToken)
    {
        var collector = new ToolCollector();
        foreach (var project in Projects(context.Files, root.Folder))
        {
            await ReadAsync(await ProjectSources.OfAsync(context.Files, project, cancellationToken), context, collector, cancellationToken);
        }

        if (collector.Count == 0)
        {
            foreach (var script in Scripts(context.Files, root.Folder))
            {
                await ReadAsync(await ProjectSources.OfAsync(context.Files, [script], cancellationToken), context, collector, cancellationToken);
            }
        }

        return collector.Definitions($"{Id}@{Version}");
    }

    /// <summary>The programs of a folder: its own project, else those below it; where no project builds a program, those below it that are nobody's part.</summary>
    private static List<ProjectFile> Projects(SnapshotFiles files, string folder)
    {
        var all = files.Paths.Where(p => p.EndsWith(".csproj", StringComparison.OrdinalIgnoreCase) && ProjectPaths.Within(p, folder) && !ProjectPaths.IsLeftOut(ProjectPaths.Parent(p), folder))
            .Take(MostRoots).Select(p => ProjectFile.ReadOrNull(files, p)).OfType<ProjectFile>().Where(static p => !p.IsTest).ToList();
        var own = all.Where(p => p.Folder == folder).ToList();
        if (own.Exists(static p => p.IsExecutable))
        {
            return own.FindAll(static p => p.IsExecutable);
        }

        var programs = all.FindAll(static p => p.IsExecutable);
        return programs.Count > 0 ? programs : own.Count > 0 ? own : all;
    }

    /// <summary>Single files that are programs by themselves (<c>dotnet run file.cs</c>): no project above them, directives or a shebang at their start.</summary>
    private static IEnumerable<string> Scripts(SnapshotFiles files, string folder)
    {
        var projects = files.Paths.Where(static p => p.EndsWith(".csproj", StringComparison.OrdinalIgnoreCase)).Select(ProjectPaths.Parent).ToHashSet(StringComparer.Ordinal);
        return files.Paths.Where(p => p.EndsWith(".cs", StringComparison.Ordinal) && ProjectPaths.Within(p, folder) && !HasProject(p, projects)).Take(MostScripts)
            .Where(p => files.ReadOrNull(p) is { } bytes && bytes.AsSpan(bytes is [0xEF, 0xBB, 0xBF, ..] ? 3 : 0) is [(byte)'#', (byte)'!' or (byte)':', ..] && bytes.AsSpan().IndexOf("ModelContextProtocol"u8) >= 0);
    }

    private static bool HasProject(string path, HashSet<string> projects)
    {
        for (var folder = ProjectPaths.Parent(path); folder.Length > 0; folder = ProjectPaths.Parent(folder))
        {
            if (projects.Contains(folder))
            {
                return true;
            }
        }

        return projects.Contains("");
    }

    private async Task ReadAsync(ProjectSources sources, ExtractionContext context, ToolCollector collector, CancellationToken cancellationToken)
    {
        if (sources.Marked.Count == 0)
        {
            return;
        }

        var resources = new ResourceTexts(context.Files);
        var read = new Dictionary<string, FileFacts>(StringComparer.Ordinal);
        var wanted = new HashSet<string>(sources.Seeds, StringComparer.Ordinal);
        var entry = sources.Main?.Path ?? sources.All[0];
        for (var round = 0; round < MostRounds; round++)
        {
            await ParseAsync(wanted, read, context, cancellationToken);
            var symbols = new SymbolTable();
            foreach (var path in sources.All.Where(read.ContainsKey))
            {
                symbols.Add(read[path], path, sources.OwnerOrNull(path));
            }

            var found = new ToolCollector();
            var reading = new CSharpReading(symbols, sources, resources, new EvaluationBudget(cancellationToken), found);
            EvaluationThread.Run(reading.Read, context, entry);
            wanted = [.. symbols.Missing.SelectMany(sources.Declaring).Concat(symbols.MissingExtensions.SelectMany(sources.Extending)).Where(p => !read.ContainsKey(p))];
            if (wanted.Count > 0 && read.Count + wanted.Count <= MostParsed && round < MostRounds - 1)
            {
                continue;
            }

            if (reading.IsCut)
            {
                context.Report($"`{entry}` was evaluated in part: what it does at the start is longer than is followed");
            }

            collector.Take(found);
            return;
        }
    }

    private static async Task ParseAsync(IEnumerable<string> paths, Dictionary<string, FileFacts> into, ExtractionContext context, CancellationToken cancellationToken)
    {
        var language = new CSharpParser().Language;
        var parsed = await Task.WhenAll(paths.Order(StringComparer.Ordinal).Select(async p => (Path: p, Facts: await context.FactsAsync(p, language, cancellationToken))));
        foreach (var (path, facts) in parsed)
        {
            into[path] = facts ?? new FileFacts { Root = FactNode.Absent, Imports = [] };
        }
    }
}
