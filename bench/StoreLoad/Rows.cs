using System.IO.Compression;
using Catalog.Core.Catalogs;
using Catalog.Core.Classifications;
using Catalog.Core.Servers;
using Catalog.Core.Snapshots;
using Catalog.Core.Tools;

namespace Catalog.StoreLoad;

/// <summary>Real definitions with a made-up verdict: the store is measured, not the classifier.</summary>
internal static class Rows
{
    public static IReadOnlyList<ServerUpdate> Read(string file)
    {
        using var stream = File.OpenRead(file);
        using var reader = new StreamReader(file.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(stream, CompressionMode.Decompress) : stream);
        var tools = new List<ToolDefinition>();
        while (reader.ReadLine() is { } line)
        {
            tools.Add(ToolDefinitionJson.Parse(line));
        }

        return [.. tools.GroupBy(static tool => $"import:{tool.Repo}/{tool.Server}", StringComparer.Ordinal).Select(static group => UpdateOf(group.Key, [.. group]))];
    }

    private static ServerUpdate UpdateOf(string key, IReadOnlyList<ToolDefinition> tools) => new()
    {
        Key = ServerKey.Parse(key),
        Title = tools[0].Server,
        Snapshot = new Snapshot { Source = "file:rows", ContentHash = new string('0', 64), Origin = SnapshotOrigin.Imported, FetchedAt = DateTimeOffset.UnixEpoch },
        Tools =
        [
            .. tools.Select((tool, i) => new ClassifiedTool(
                tool with { Siblings = [.. tools.Where(other => other != tool).Select(static other => other.Tool)] },
                new Classification
                {
                    Tool = tool.Tool,
                    Category = (Category)(i % 6),
                    Risk = (Risk)(i % 5),
                    Confidence = 0.9,
                    Facets = [(Facet)(i % 15)],
                    Rationale = "As long as most of them are, for the store does not read it: it says why in a sentence or two.",
                    Evidence = [new Evidence { Field = "/tool", Quote = tool.Tool, Start = 0, Length = tool.Tool.Length, Signal = "measured" }],
                    Classifier = "measured",
                })),
        ],
    };
}
