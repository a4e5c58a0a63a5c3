using System.Text;
using System.Text.RegularExpressions;
using Catalog.Core.Tools;
using Catalog.Crawler.Extractors.Evaluation;
using Catalog.Crawler.Extractors.Linking;

namespace Catalog.Crawler.Extractors.Elixir;

/// <summary>Servers in Elixir: components of Anubis and Hermes, and lists of maps.</summary>
internal sealed partial class ElixirExtractor : ILanguageExtractor
{
    private const int MostRoots = 100;
    private const int MostFiles = 10_000;
    private static readonly string[] LeftOut = ["test", "tests", "deps", "_build", "examples", "priv", "bench", "node_modules"];

    public string Id => "elixir";

    public int Version => 1;

    public IReadOnlyList<ServerRoot> FindRoots(SnapshotFiles files)
    {
        var projects = files.Paths.Where(static p => (p == "mix.exs" || p.EndsWith("/mix.exs", StringComparison.Ordinal)) && !IsLeftOut(p)).Take(MostRoots).ToList();

        // The applications of an umbrella use each other and are released together: they are one server.
        var umbrellas = projects.Where(p => files.ReadOrNull(p) is { } content && content.AsSpan().IndexOf("apps_path:"u8) >= 0).Select(SnapshotPath.Folder).ToList();
        return [.. projects.Select(SnapshotPath.Folder).Where(folder => !umbrellas.Exists(u => u != folder && SnapshotPath.IsWithin(folder, u))).Select(static folder => new ServerRoot { Folder = folder, Manifest = new PackageManifest() })];
    }

    public async Task<IReadOnlyList<ToolDefinition>> ExtractAsync(ServerRoot root, ExtractionContext context, CancellationToken cancellationToken)
    {
        var candidates = context.Files.Paths
            .Where(p => p.EndsWith(".ex", StringComparison.Ordinal) && SnapshotPath.IsWithin(p, root.Folder) && !IsLeftOut(root.Folder.Length == 0 ? p : p[(root.Folder.Length + 1)..]))
            .Take(MostFiles)
            .ToList();
        var sources = new LinkedSources(context, "elixir", Definition(), SnapshotPath.Join(root.Folder, "mix.exs"));
        await sources.LoadAsync(candidates, static (_, content) => IsMarked(content), cancellationToken);
        var collector = new ToolCollector();
        if (sources.Modules.Count > 0)
        {
            var named = await NamedAsync(candidates, context, cancellationToken);
            var compiled = new CompiledFolders(context.Files);
            EvaluationThread.Run(() => new ElixirReading(sources.Modules, collector, named, compiled, cancellationToken).Read(), context, sources.Modules[0].Path);
            collector.SettleUnreached();
        }

        return collector.Definitions($"{Id}@{Version}");
    }

    /// <summary>The functions that any file of the program calls on a module or captures; the callers of a list of tools need bear no mark of a server.</summary>
    private static async Task<HashSet<string>> NamedAsync(IReadOnlyList<string> candidates, ExtractionContext context, CancellationToken cancellationToken)
    {
        var named = new HashSet<string>(StringComparer.Ordinal);
        foreach (var path in candidates)
        {
            if (await context.Files.ReadOrNullAsync(path, cancellationToken) is { } content)
            {
                named.UnionWith(Called().Matches(Encoding.UTF8.GetString(content)).Select(static m => m.Groups["name"].Value));
            }
        }

        return named;
    }

    private static bool IsLeftOut(string path) => path.Split('/').Any(static part => LeftOut.Contains(part, StringComparer.Ordinal));

    private static bool IsMarked(ReadOnlySpan<byte> content) =>
        content.IndexOf("inputSchema"u8) >= 0 || content.IndexOf("input_schema"u8) >= 0 || content.IndexOf("tools/list"u8) >= 0
        || content.IndexOf("Server.Component"u8) >= 0 || content.IndexOf("Anubis.Server"u8) >= 0 || content.IndexOf("Hermes.Server"u8) >= 0;

    [GeneratedRegex(@"[A-Z][A-Za-z0-9_]*\.(?<name>[a-z_][A-Za-z0-9_]*[?!]?)", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Called();

    [GeneratedRegex(@"\bdefmodule\s+(?:[A-Za-z0-9_]+\.)*(?<name>[A-Za-z0-9_]+)", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Definition();
}
