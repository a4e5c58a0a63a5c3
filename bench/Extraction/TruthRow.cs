using System.Text.Json;
using System.Text.Json.Nodes;

namespace Catalog.Bench.Extraction;

/// <summary>One server whose tools are known.</summary>
internal sealed record TruthRow
{
    public required string Id { get; init; }

    public required string Language { get; init; }

    /// <summary><c>name@version</c> of the npm package; null where there is none.</summary>
    public string? Npm { get; init; }

    public string? Repo { get; init; }

    public string? Commit { get; init; }

    /// <summary>The folder in the repository; null for the whole.</summary>
    public string? Path { get; init; }

    /// <summary>True where nothing but the names is known.</summary>
    public bool NamesOnly { get; init; }

    public required IReadOnlyList<TruthTool> Tools { get; init; }

    /// <summary>Names that count neither way.</summary>
    public required IReadOnlySet<string> ExtraOk { get; init; }

    public static IEnumerable<TruthRow> ReadAll(string file) => File.ReadLines(file).Where(static l => l.Length > 0).Select(Parse);

    private static TruthRow Parse(string line)
    {
        var row = JsonNode.Parse(line)!.AsObject();
        return new TruthRow
        {
            Id = Text(row["id"]) ?? throw new JsonException("a row has no id"),
            Language = Text(row["language"]) ?? "",
            Npm = Text(row["npm"]),
            Repo = Text(row["repo"]),
            Commit = Text(row["commit"]),
            Path = Text(row["path"]),
            NamesOnly = row["names_only"]?.GetValue<bool>() ?? false,
            Tools = [.. row["tools"]!.AsArray().Select(Tool)],
            ExtraOk = (row["extra_ok"] as JsonArray ?? []).Select(Text).OfType<string>().ToHashSet(StringComparer.Ordinal),
        };
    }

    private static TruthTool Tool(JsonNode? node) =>
        node is JsonObject tool
            ? new TruthTool(Text(tool["name"])!, Text(tool["description"]), Names(tool["params"]), Names(tool["required"]))
            : new TruthTool(Text(node)!, null, Names(null), Names(null));

    private static HashSet<string> Names(JsonNode? node) => (node as JsonArray ?? []).Select(Text).OfType<string>().ToHashSet(StringComparer.Ordinal);

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue(out string? text) ? text : null;
}
