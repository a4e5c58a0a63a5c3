using System.Text.Json.Nodes;

namespace Catalog.Crawler.Extractors.TypeScript.Modules;

/// <summary>A <c>package.json</c>, read for what it says of the package and of what runs.</summary>
internal sealed class PackageFile
{
    private PackageFile(string folder, JsonObject json)
    {
        Folder = folder;
        Json = json;
    }

    /// <summary>The folder that holds it, inside the snapshot.</summary>
    public string Folder { get; }

    public JsonObject Json { get; }

    public string? Name => Text(Json["name"]);

    /// <summary>zod's major version as the package asks for it; 3 where it does not say.</summary>
    public int ZodVersion
    {
        get
        {
            var range = Text(Member(Json["dependencies"], "zod")) ?? Text(Member(Json["devDependencies"], "zod")) ?? Text(Member(Json["peerDependencies"], "zod")) ?? "3";
            return range.AsSpan().TrimStart("^~>=v ") is ['4', ..] ? 4 : 3;
        }
    }

    /// <summary>What it says of itself.</summary>
    public PackageManifest Manifest => new()
    {
        Ecosystem = "npm",
        Name = Name,
        Version = Text(Json["version"]),
        Description = Text(Json["description"]),
        Repository = Json["repository"] is JsonObject repository ? Text(repository["url"]) : Text(Json["repository"]),
        Homepage = Text(Json["homepage"]),
        License = Json["license"] is JsonObject license ? Text(license["type"]) : Text(Json["license"]),
    };

    /// <summary>The manifest of a folder; null where there is none or it is no JSON object.</summary>
    public static PackageFile? ReadOrNull(SnapshotFiles files, string folder)
    {
        var path = folder.Length == 0 ? "package.json" : folder + "/package.json";
        return ParseOrNull(files.ReadOrNull(path)) is JsonObject json ? new PackageFile(folder, json) : null;
    }

    /// <summary>JSON with comments and trailing commas; null where it is none.</summary>
    public static JsonNode? ParseOrNull(byte[]? content) => content is null ? null : SourceJson.ParseOrNull(content);

    /// <summary>A member of a node; null where it has none or is no object: strangers write these files.</summary>
    public static JsonNode? Member(JsonNode? node, string name) => node is JsonObject members ? members[name] : null;

    /// <summary>The text of a node; null for anything else.</summary>
    public static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue(out string? text) ? text : null;
}
