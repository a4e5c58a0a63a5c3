using Catalog.Crawler.Extractors.Linking;

namespace Catalog.Crawler.Extractors.TypeScript.Modules;

/// <summary>Files that nothing which starts the server reaches, and that define tools by what their bytes say: copies that were superseded, tools that were taken out of use.</summary>
internal static class UnreachedFiles
{
    private const int Most = 60;
    private const int MostLooked = 4_000;
    private const int LongestFile = 200_000;
    private const long LongestStart = 512 * 1024;

    /// <summary>Folders of what is built: where the sources lie beside them, they say the same once more.</summary>
    private static readonly string[] Built = ["dist", "build", "out", "output", "bundle", "bundles", "esm", "cjs", "umd", "es", "commonjs", ".next", ".smithery", "release"];

    private static readonly string[] LeftOut =
    [
        "node_modules", "bower_components", "vendor", "vendored", "third_party", "third-party", "thirdparty", "test", "tests", "__tests__", "testing", "spec", "specs", "e2e", "mocks", "__mocks__", "fixtures", "__fixtures__", "example", "examples", "demo",
        "demos", "sample", "samples", "docs", "doc", "website", "public", "static", "assets", "template", "templates", "benchmark", "benchmarks", "bench", "evals", "scripts", "generated", "playground", "coverage",
    ];

    /// <summary>The files, in ordinal order; empty where there are none, which is known without parsing any.</summary>
    /// <param name="package">The server's manifest: what it or the folder's own files start is reached.</param>
    /// <param name="folder">The server's folder; packages below are servers of their own.</param>
    /// <param name="resolver">Finds what is imported.</param>
    /// <param name="graph">What was read already, and so is reached.</param>
    /// <param name="context">Where files are parsed.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<IReadOnlyList<string>> ChooseAsync(PackageFile package, string folder, ModuleResolver resolver, ModuleGraph graph, ExtractionContext context, CancellationToken cancellationToken)
    {
        var reached = graph.Modules.Select(static m => m.Path).ToHashSet(StringComparer.Ordinal);
        var marked = Marked(resolver.Files, folder, reached);
        if (marked.Count == 0)
        {
            return [];
        }

        // A package of several programs offers other tools by each: what another one starts with is not out of use.
        var starts = EntryPoints.Of(package, folder, resolver, withUsual: false).SelectMany(static g => g).Where(p => !reached.Contains(p) && resolver.Files.Size(p) <= LongestStart).ToList();
        var others = new ModuleGraph(resolver, context);
        await others.LoadAsync(starts, cancellationToken);
        reached.UnionWith(others.Modules.Select(static m => m.Path));
        return [.. marked.Where(p => !reached.Contains(p)).Take(Most)];
    }

    private static List<string> Marked(SnapshotFiles files, string folder, HashSet<string> reached)
    {
        var builtAt = reached.Where(p => SnapshotPath.IsWithin(p, folder) && files.MountOrNull(p) is null).Select(p => BuiltOrNull(p, folder)).Distinct(StringComparer.Ordinal).ToList();
        var only = builtAt is [{ } single] ? single : null;
        var copies = reached.Select(Unbuilt).ToHashSet(StringComparer.Ordinal);
        var below = files.Paths.Where(p => p.EndsWith("/package.json", StringComparison.Ordinal)).Select(SnapshotPath.Folder).Where(f => f.Length > folder.Length && SnapshotPath.IsWithin(f, folder) && !reached.Any(r => SnapshotPath.IsWithin(r, f))).ToList();
        return
        [
            .. files.Paths.Where(p => SnapshotPath.IsWithin(p, folder) && IsSource(p, folder) && BuiltOrNull(p, folder) == only && files.Size(p) is > 0 and <= LongestFile && !reached.Contains(p))
                .Where(p => files.MountOrNull(p) is null && !copies.Contains(Unbuilt(p)) && !below.Exists(f => SnapshotPath.IsWithin(p, f)))
                .Take(MostLooked)
                .Where(p => files.ReadOrNull(p, LongestFile) is { } content && HasMark(content)),
        ];
    }

    private static bool HasMark(ReadOnlySpan<byte> content) =>
        content.IndexOf(".tool("u8) >= 0 || content.IndexOf("egisterTool"u8) >= 0 || content.IndexOf("inputSchema"u8) >= 0 || content.IndexOf("addTool("u8) >= 0;

    private static bool IsSource(string path, string folder)
    {
        if (ModuleResolver.LanguageOrNull(path) is null || Path.GetExtension(path) is "")
        {
            return false;
        }

        var parts = path[(folder.Length == 0 ? 0 : folder.Length + 1)..].Split('/');
        var words = parts[^1].Split('.', '-', '_');
        return !parts.SkipLast(1).Any(static part => LeftOut.Contains(part, StringComparer.OrdinalIgnoreCase))
            && !words.Any(static word => word is "test" or "tests" or "spec" or "mock" or "min" or "stories" or "bench" or "example" or "demo");
    }

    /// <summary>The first folder of what is built that a file lies in, from the server's folder on; null where it lies in none.</summary>
    private static string? BuiltOrNull(string path, string folder) =>
        path[(folder.Length == 0 ? 0 : folder.Length + 1)..].Split('/').SkipLast(1).FirstOrDefault(static part => Built.Contains(part, StringComparer.Ordinal));

    /// <summary>The path without ending and without what tells one build, or the source, from another.</summary>
    private static string Unbuilt(string path) =>
        string.Join('/', Path.ChangeExtension(path, null).Split('/').Where(static part => part is not ("src" or "lib") && !Built.Contains(part, StringComparer.Ordinal)));
}
