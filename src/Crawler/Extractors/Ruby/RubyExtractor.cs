using System.Text.RegularExpressions;
using Catalog.Core.Tools;
using Catalog.Crawler.Extractors.Evaluation;
using Catalog.Crawler.Extractors.Linking;

namespace Catalog.Crawler.Extractors.Ruby;

/// <summary>Servers in Ruby: classes of the official gem and of FastMcp, registrations by block, and lists made by hand.</summary>
internal sealed partial class RubyExtractor : ILanguageExtractor
{
    private const int MostRoots = 200;

    public string Id => "ruby";

    public int Version => 1;

    public IReadOnlyList<ServerRoot> FindRoots(SnapshotFiles files) =>
    [
        .. files.Paths
            .Where(static p => (p.EndsWith(".gemspec", StringComparison.Ordinal) || p == "Gemfile" || p.EndsWith("/Gemfile", StringComparison.Ordinal)) && !RubyProgram.IsLeftOut(p))
            .Select(SnapshotPath.Folder)
            .Distinct(StringComparer.Ordinal)
            .Take(MostRoots)
            .Select(folder => new ServerRoot { Folder = folder, Manifest = new RubyProgram(files, folder).Manifest }),
    ];

    public async Task<IReadOnlyList<ToolDefinition>> ExtractAsync(ServerRoot root, ExtractionContext context, CancellationToken cancellationToken)
    {
        var program = new RubyProgram(context.Files, root.Folder);
        var candidates = program.Files();
        var sources = new LinkedSources(context, "ruby", Definition());
        await sources.LoadAsync(candidates, static (_, content) => IsMarked(content), cancellationToken);
        var collector = new ToolCollector();
        if (sources.Modules.Count > 0)
        {
            var reached = program.Reached(candidates);
            EvaluationThread.Run(() => new RubyReading(sources.Modules, reached, collector, cancellationToken).Read(), context, sources.Modules[0].Path);
        }

        return collector.Definitions($"{Id}@{Version}");
    }

    private static bool IsMarked(ReadOnlySpan<byte> content) =>
        content.IndexOf("MCP"u8) >= 0 || content.IndexOf("FastMcp"u8) >= 0 || content.IndexOf("ActionTool"u8) >= 0 || content.IndexOf("ModelContextProtocol"u8) >= 0
        || content.IndexOf("inputSchema"u8) >= 0 || content.IndexOf("input_schema"u8) >= 0 || content.IndexOf("tools/list"u8) >= 0 || content.IndexOf("register_tool"u8) >= 0 || content.IndexOf("\"mcp\""u8) >= 0 || content.IndexOf("'mcp'"u8) >= 0
        || (content.IndexOf("Tool"u8) >= 0 && content.IndexOf("description"u8) >= 0 && content.IndexOf(" < "u8) >= 0);

    [GeneratedRegex(@"\b(?:class|module)\s+(?:[A-Z][A-Za-z0-9_]*::)*(?<type>[A-Z][A-Za-z0-9_]*)|(?m:^)\s*(?<constant>[A-Z][A-Za-z0-9_]*)\s*=[^=~>]|(?m:^)def\s+(?<function>[a-z_][A-Za-z0-9_]*[?!]?)", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Definition();
}
