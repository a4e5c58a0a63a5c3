using System.Text.Json;
using System.Text.Json.Nodes;
using Catalog.Core.Tools;
using Catalog.Crawler.Extractors.Evaluation;
using Catalog.Crawler.Extractors.TypeScript.Modules;

namespace Catalog.Crawler.Extractors.ToolLists;

/// <summary>
/// Tool lists that the authors keep beside their code: answers to <c>tools/list</c> (<c>tools.json</c> and the like) and the snapshots of their tests
/// (<c>__toolsnaps__/*.snap</c>, <c>testdata/*tools*.json</c>). They stand in only where no source of the same server was read; whether a tool is offered is not known from them.
/// Lists of functions for language models have another shape and are no tool lists.
/// </summary>
internal sealed class CommittedToolListExtractor : ILanguageExtractor
{
    private const int MostFiles = 2_000;
    private const int MostTools = 5_000;
    private const int LongestFile = 4 * 1024 * 1024;
    private static readonly string[] Names = ["tools.json", "tools-list.json", "tools_list.json", "list-tools.json", "list_tools.json", "tool-list.json", "mcp-tools.json", "mcp_tools.json"];
    private static readonly string[] Manifests = ["package.json", "pyproject.toml", "setup.py", "go.mod", "Cargo.toml", "composer.json", "pom.xml", "build.gradle", "build.gradle.kts", "mix.exs", "Gemfile", "manifest.json", "server.json"];
    private static readonly string[] LeftOut = ["test", "tests", "__tests__", "e2e", "example", "examples", "docs", "doc", "evals", "benchmark", "benchmarks", "vendor", "third_party", "node_modules"];

    public string Id => "committed-tool-list";

    public int Version => 1;

    public bool IsFallback => true;

    public IReadOnlyList<ServerRoot> FindRoots(SnapshotFiles files) =>
        [.. Lists(files).Select(path => Owner(files, path)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(static folder => new ServerRoot { Folder = folder, Manifest = new PackageManifest() })];

    public Task<IReadOnlyList<ToolDefinition>> ExtractAsync(ServerRoot root, ExtractionContext context, CancellationToken cancellationToken)
    {
        var tools = new List<ToolDefinition>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var path in Lists(context.Files).Where(p => Owner(context.Files, p) == root.Folder))
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (var item in Items(PackageFile.ParseOrNull(context.Files.ReadOrNull(path, LongestFile))))
            {
                if (tools.Count < MostTools && DefinitionOrNull(item, path) is { } tool && names.Add(tool.Tool))
                {
                    tools.Add(tool);
                }
            }
        }

        return Task.FromResult<IReadOnlyList<ToolDefinition>>(tools);
    }

    /// <summary>Files that are tool lists by their name and place.</summary>
    private static IEnumerable<string> Lists(SnapshotFiles files) =>
        files.Paths.Where(static path =>
        {
            var parts = path.Split('/');
            var name = parts[^1];
            var folders = parts[..^1];
            return !folders.Any(static f => LeftOut.Contains(f, StringComparer.OrdinalIgnoreCase))
                && ((name.EndsWith(".snap", StringComparison.Ordinal) && folders.Contains("__toolsnaps__", StringComparer.Ordinal))
                    || (name.EndsWith(".json", StringComparison.Ordinal) && folders.Contains("testdata", StringComparer.Ordinal) && name.Contains("tools", StringComparison.OrdinalIgnoreCase))
                    || Names.Contains(name, StringComparer.OrdinalIgnoreCase));
        }).Take(MostFiles);

    /// <summary>The nearest folder above a list that has a manifest; the snapshot itself where none has.</summary>
    private static string Owner(SnapshotFiles files, string path)
    {
        for (var end = path.LastIndexOf('/'); end > 0; end = path.LastIndexOf('/', end - 1))
        {
            if (Manifests.Any(manifest => files.Exists($"{path[..end]}/{manifest}")))
            {
                return path[..end];
            }
        }

        return "";
    }

    /// <summary>The definitions of an answer, of its result, of a list, or the one that the whole file is.</summary>
    private static IEnumerable<JsonNode?> Items(JsonNode? json) =>
        json switch
        {
            JsonArray list => list,
            JsonObject answer when answer["result"] is JsonObject result => result["tools"] as JsonArray ?? [],
            JsonObject result when result["tools"] is JsonArray list => list,
            JsonObject one when one.ContainsKey("inputSchema") => [one],
            _ => [],
        };

    private ToolDefinition? DefinitionOrNull(JsonNode? item, string path) =>
        item is JsonObject members && PackageFile.Text(members["name"]) is { } name && ToolCollector.IsName(name) && members["inputSchema"] is JsonObject schema
            ? new ToolDefinition
            {
                Tool = name,
                Title = PackageFile.Text(members["title"]),
                Description = PackageFile.Text(members["description"]),
                InputSchema = JsonSerializer.SerializeToElement(schema),
                Annotations = members["annotations"] is JsonObject { Count: > 0 } claims ? JsonSerializer.SerializeToElement(claims) : null,
                Exposed = Exposure.Unknown,
                Source = new SourceLocation { File = path, Line = 1, Extractor = $"{Id}@{Version}" },
            }
            : null;
}
