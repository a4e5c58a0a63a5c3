using System.Text.Json.Nodes;
using Catalog.Core.Tools;
using Catalog.Crawler.Extractors.Evaluation;
using Catalog.Crawler.Extractors.TypeScript.Modules;

namespace Catalog.Crawler.Extractors.Bundles;

/// <summary>
/// The tools that a bundle's <c>manifest.json</c> (MCPB, and DXT before it) lists: names and descriptions, no schema. It is the author's list and may be old, so it stands in only where
/// no source of the same folder was read, and what it gives is marked partial, its exposure unknown.
/// </summary>
internal sealed class BundleManifestExtractor : ILanguageExtractor
{
    private const string FileName = "manifest.json";

    public string Id => "mcpb-manifest";

    public int Version => 1;

    public bool IsFallback => true;

    public IReadOnlyList<ServerRoot> FindRoots(SnapshotFiles files)
    {
        var roots = new List<ServerRoot>();
        foreach (var path in files.Paths.Where(static p => p == FileName || p.EndsWith("/" + FileName, StringComparison.Ordinal)).Take(500))
        {
            var folder = path.Length == FileName.Length ? "" : path[..^(FileName.Length + 1)];
            if (ReadOrNull(files, folder) is { } manifest)
            {
                roots.Add(new ServerRoot { Folder = folder, Manifest = Manifest(manifest) });
            }
        }

        return roots;
    }

    public Task<IReadOnlyList<ToolDefinition>> ExtractAsync(ServerRoot root, ExtractionContext context, CancellationToken cancellationToken)
    {
        var tools = new List<ToolDefinition>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        var file = root.Folder.Length == 0 ? FileName : $"{root.Folder}/{FileName}";
        foreach (var item in PackageFile.Member(ReadOrNull(context.Files, root.Folder), "tools") as JsonArray ?? [])
        {
            if (PackageFile.Text(PackageFile.Member(item, "name")) is { } name && ToolCollector.IsName(name) && names.Add(name))
            {
                tools.Add(new ToolDefinition
                {
                    Tool = name,
                    Description = PackageFile.Text(PackageFile.Member(item, "description")),
                    Exposed = Exposure.Unknown,
                    Partial = true,
                    Source = new SourceLocation { File = file, Line = 1, Extractor = $"{Id}@{Version}" },
                });
            }
        }

        return Task.FromResult<IReadOnlyList<ToolDefinition>>(tools);
    }

    /// <summary>The manifest of a folder; null for files of that name that are something else, as browsers and web applications have them.</summary>
    private static JsonObject? ReadOrNull(SnapshotFiles files, string folder) =>
        PackageFile.ParseOrNull(files.ReadOrNull(folder.Length == 0 ? FileName : $"{folder}/{FileName}")) is JsonObject manifest
        && (manifest.ContainsKey("manifest_version") || manifest.ContainsKey("dxt_version"))
        && manifest["server"] is JsonObject
            ? manifest
            : null;

    private static PackageManifest Manifest(JsonObject manifest) =>
        new()
        {
            Ecosystem = "mcpb",
            Name = PackageFile.Text(manifest["name"]),
            Version = PackageFile.Text(manifest["version"]),
            Title = PackageFile.Text(manifest["display_name"]),
            Description = PackageFile.Text(manifest["description"]),
            Repository = PackageFile.Text(PackageFile.Member(manifest["repository"], "url")) ?? PackageFile.Text(manifest["repository"]),
            Homepage = PackageFile.Text(manifest["homepage"]),
            License = PackageFile.Text(manifest["license"]),
        };
}
