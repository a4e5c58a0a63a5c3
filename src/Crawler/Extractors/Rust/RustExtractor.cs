using System.Text;
using System.Text.RegularExpressions;
using Catalog.Core.Tools;
using Catalog.Crawler.Extractors.Evaluation;
using Catalog.Crawler.Extractors.Explaining;
using Catalog.Crawler.Extractors.Linking;
using Catalog.Crawler.Extractors.Rust.Crates;

namespace Catalog.Crawler.Extractors.Rust;

/// <summary>Servers in Rust: what a package's programs consist of is followed by <c>mod</c> lines and local dependencies; attributes declare tools, and lists of tools are evaluated.</summary>
internal sealed partial class RustExtractor : ILanguageExtractor
{
    private const int MostRoots = 300;
    private const int MostUnreached = 500;

    public string Id => "rust";

    public int Version => 1;

    public IReadOnlyList<ServerRoot> FindRoots(SnapshotFiles files)
    {
        var packages = files.Paths
            .Where(static p => (p == "Cargo.toml" || p.EndsWith("/Cargo.toml", StringComparison.Ordinal)) && !CargoPackage.IsLeftOut(SnapshotPath.Folder(p)))
            .Take(MostRoots)
            .Select(p => new CargoPackage(files, SnapshotPath.Folder(p)))
            .Where(static p => p.IsPackage)
            .ToList();

        // A library is a part of the programs that use it; it stands for itself only where nothing runs.
        var programs = packages.Where(static p => p.Programs().Count > 0).ToList();
        return [.. (programs.Count > 0 ? programs : packages).Select(static p => new ServerRoot { Folder = p.Folder, Manifest = p.Manifest })];
    }

    public async Task<IReadOnlyList<ToolDefinition>> ExtractAsync(ServerRoot root, ExtractionContext context, CancellationToken cancellationToken)
    {
        var package = new CargoPackage(context.Files, root.Folder);
        var tree = new ModuleTree(context.Files);
        foreach (var entry in package.Entries())
        {
            tree.AddRoot(entry);
        }

        if (tree.Paths.Count == 0)
        {
            return [];
        }

        ExtractionTrace.Current?.Started(package.Entries(), package.Programs().Count > 0 ? "Cargo builds a program of it" : "no program is here: it is what the package gives to others");
        tree.AddDependencies(package);
        var sources = new LinkedSources(context, "rust", Definition());
        await sources.LoadAsync(tree.Paths, static (_, content) => IsMarked(content), cancellationToken);
        var collector = new ToolCollector();
        if (sources.Modules.Count > 0)
        {
            var others = await NamesAsync(tree.Paths.Where(path => sources.FindOrNull(path) is null), context, cancellationToken);
            EvaluationThread.Run(() => new RustReading(context, package, sources.Modules, collector, others, cancellationToken).Read(), context, tree.Paths[0]);
            collector.SettleUnreached();
        }

        if (collector.Count > 0)
        {
            await AddUnofferedAsync(package, tree, context, collector, cancellationToken);
        }

        return collector.Definitions($"{Id}@{Version}");
    }

    /// <summary>Adds what files define that no <c>mod</c> line takes into the program: declared, and never offered.</summary>
    private static async Task AddUnofferedAsync(CargoPackage package, ModuleTree tree, ExtractionContext context, ToolCollector offered, CancellationToken cancellationToken)
    {
        var taken = tree.Paths.ToHashSet(StringComparer.Ordinal);
        var sourceFolder = SnapshotPath.Join(package.Folder, "src");
        var rest = context.Files.Paths.Where(p => p.EndsWith(".rs", StringComparison.Ordinal) && SnapshotPath.IsWithin(p, sourceFolder) && !taken.Contains(p) && !CargoPackage.IsLeftOut(p[sourceFolder.Length..])).Take(MostUnreached).ToList();
        if (!rest.Exists(path => context.Files.ReadOrNull(path) is { } content && IsMarked(content)))
        {
            return;
        }

        // What they define is made of types that the program defines, so both are read.
        var found = new ToolCollector();
        var sources = new LinkedSources(context, "rust", Definition());
        await sources.LoadAsync([.. tree.Paths, .. rest], static (_, content) => IsMarked(content), cancellationToken);
        EvaluationThread.Run(() => new RustReading(context, package, sources.Modules, found, System.Collections.Frozen.FrozenSet<string>.Empty, cancellationToken).Read(), context, rest[0]);
        offered.AddUnoffered(found);
    }

    /// <summary>Every word of the files that need not be parsed: they may call what the others define.</summary>
    private static async Task<HashSet<string>> NamesAsync(IEnumerable<string> paths, ExtractionContext context, CancellationToken cancellationToken)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var path in paths)
        {
            if (await context.Files.ReadOrNullAsync(path, cancellationToken) is { } content)
            {
                names.UnionWith(Word().Matches(Encoding.UTF8.GetString(content)).Select(static m => m.Value));
            }
        }

        return names;
    }

    /// <summary>Names what only a server, or a list of tools, is written with.</summary>
    private static bool IsMarked(ReadOnlySpan<byte> content) =>
        content.IndexOf("tool_router"u8) >= 0 || content.IndexOf("#[tool"u8) >= 0 || content.IndexOf("mcp_tool"u8) >= 0 || content.IndexOf("tool_box"u8) >= 0
        || content.IndexOf("inputSchema"u8) >= 0 || content.IndexOf("input_schema"u8) >= 0 || content.IndexOf("tools/list"u8) >= 0 || content.IndexOf("ListToolsResult"u8) >= 0 || content.IndexOf("Tool::new"u8) >= 0;

    [GeneratedRegex("[A-Za-z_][A-Za-z0-9_]*", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    private static partial Regex Word();

    [GeneratedRegex(@"\b(?:fn|struct|enum|const|static|type|union)\s+(?:mut\s+)?(?<name>[A-Za-z_][A-Za-z0-9_]*)|\bimpl\b[^{};]{0,200}?\bfor\s+(?<name>[A-Za-z_][A-Za-z0-9_]*)|\bimpl\s+(?<name>[A-Za-z_][A-Za-z0-9_]*)", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Definition();
}
