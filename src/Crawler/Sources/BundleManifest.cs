using System.Text.Json;
using Catalog.Crawler.Archives;

namespace Catalog.Crawler.Sources;

/// <summary>The <c>manifest.json</c> of an MCP bundle: who it says it is, and which tools it says it has.</summary>
internal sealed record BundleManifest
{
    private const int Longest = 4 << 20;

    /// <summary>The bundle's name; never empty.</summary>
    public required string Name { get; init; }

    /// <summary>The name to show; null where there is none.</summary>
    public string? Title { get; init; }

    /// <summary>Its description; null where there is none.</summary>
    public string? Description { get; init; }

    /// <summary>Its version; null where there is none.</summary>
    public string? Version { get; init; }

    /// <summary>The address of its source code; null where there is none.</summary>
    public string? Repository { get; init; }

    /// <summary>Names and descriptions of the tools that it states; they have no schemas there.</summary>
    public IReadOnlyList<(string Name, string? Description)> Tools { get; init; } = [];

    /// <summary>Reads the manifest out of a bundle without unpacking it.</summary>
    /// <returns>The manifest, or why there is none.</returns>
    public static (BundleManifest? Manifest, string? Problem) Read(string file, ArchiveLimits limits)
    {
        try
        {
            using var stream = File.OpenRead(file);
            if (Unpacker.FormatOf(stream) != ArchiveFormat.Zip)
            {
                return (null, $"`{file}` is no MCP bundle: it is not a zip archive");
            }

            using var reader = new ZipEntryReader(stream, limits);
            while (reader.ReadOrNull() is { } entry)
            {
                if (entry is { Name: "manifest.json", Content: { Length: <= Longest } content })
                {
                    return Parse(content, file);
                }
            }

            return (null, $"`{file}` is no MCP bundle: it holds no manifest.json");
        }
        catch (ArchiveRefusedException refused)
        {
            return (null, $"the archive is refused: {refused.Message}");
        }
        catch (InvalidDataException)
        {
            return (null, "the archive is refused: it is damaged: the compressed data do not decode");
        }
    }

    /// <summary>Reads a manifest.</summary>
    /// <param name="content">The JSON text.</param>
    /// <param name="file">The file to name in a problem.</param>
    public static (BundleManifest? Manifest, string? Problem) Parse(Stream content, string file)
    {
        try
        {
            using var json = JsonDocument.Parse(content, new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
            var root = json.RootElement;
            return Text(root, "name") is { Length: > 0 and <= 200 } name && !name.Any(char.IsControl)
                ? (new BundleManifest
                {
                    Name = name,
                    Title = Text(root, "display_name"),
                    Description = Text(root, "description"),
                    Version = Text(root, "version"),
                    Repository = root.TryGetProperty("repository", out var repository) ? Text(repository, "url") : null,
                    Tools = ReadTools(root),
                }, null)
                : (null, $"`{file}` is no MCP bundle: its manifest.json has no `name`");
        }
        catch (JsonException)
        {
            return (null, $"`{file}` is no MCP bundle: its manifest.json is not JSON");
        }
    }

    private static List<(string, string?)> ReadTools(JsonElement root) =>
        root.TryGetProperty("tools", out var tools) && tools.ValueKind == JsonValueKind.Array
            ? [.. tools.EnumerateArray().Select(static tool => (Text(tool, "name") ?? "", Text(tool, "description"))).Where(static tool => tool.Item1.Length > 0)]
            : [];

    private static string? Text(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
