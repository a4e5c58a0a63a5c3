using System.Text.RegularExpressions;
using Catalog.Core.Tools;
using Catalog.Crawler.Extractors.Evaluation;
using Catalog.Crawler.Extractors.Linking;

namespace Catalog.Crawler.Extractors.Php;

/// <summary>Servers in PHP: Laravel's tool classes, <c>#[McpTool]</c>, registrations by call, and lists made by hand.</summary>
internal sealed partial class PhpExtractor : ILanguageExtractor
{
    private const int MostRoots = 200;

    public string Id => "php";

    public int Version => 1;

    public IReadOnlyList<ServerRoot> FindRoots(SnapshotFiles files) =>
    [
        .. files.Paths
            .Where(static p => (p == "composer.json" || p.EndsWith("/composer.json", StringComparison.Ordinal)) && !ComposerPackage.IsLeftOut(p))
            .Select(SnapshotPath.Folder)
            .Take(MostRoots)
            .Select(folder => new ServerRoot { Folder = folder, Manifest = new ComposerPackage(files, folder).Manifest }),
    ];

    public async Task<IReadOnlyList<ToolDefinition>> ExtractAsync(ServerRoot root, ExtractionContext context, CancellationToken cancellationToken)
    {
        var candidates = new ComposerPackage(context.Files, root.Folder).Files();
        var sources = new LinkedSources(context, "php", Definition(), SnapshotPath.Join(root.Folder, "composer.json"));
        await sources.LoadAsync(candidates, static (_, content) => IsMarked(content), cancellationToken);
        var collector = new ToolCollector();
        if (sources.Modules.Count > 0)
        {
            EvaluationThread.Run(() => new PhpReading(sources.Modules, collector, cancellationToken).Read(), context, sources.Modules[0].Path);
        }

        return collector.Definitions($"{Id}@{Version}");
    }

    private static bool IsMarked(ReadOnlySpan<byte> content) =>
        content.IndexOf("McpTool"u8) >= 0 || content.IndexOf("Laravel\\Mcp"u8) >= 0 || content.IndexOf("inputSchema"u8) >= 0 || content.IndexOf("tools/list"u8) >= 0
        || (content.IndexOf("Mcp"u8) >= 0 && (content.IndexOf("addTool"u8) >= 0 || content.IndexOf("withTool"u8) >= 0 || content.IndexOf("registerTool"u8) >= 0));

    [GeneratedRegex(@"\b(?:class|trait|interface|enum|function|const)\s+(?<name>[A-Za-z_][A-Za-z0-9_]*)", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Definition();
}
