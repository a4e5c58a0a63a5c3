using System.Text.Json;
using Catalog.Core.Catalogs;
using Catalog.Core.Classifications;
using Catalog.Core.Servers;
using Catalog.Core.Snapshots;
using Catalog.Core.Tools;

namespace Catalog.Api.Tests;

/// <summary>Servers and tools of our own making.</summary>
internal static class Samples
{
    public const string Commit = "0123456789abcdef0123456789abcdef01234567";

    public static ServerUpdate Server(string key, params ClassifiedTool[] tools) => new()
    {
        Key = ServerKey.Parse(key),
        Title = "Sample " + key,
        Description = "Keeps notes for tests.",
        Repository = "https://github.com/sample/notes",
        Homepage = "https://notes.example",
        License = "MIT",
        Snapshot = new Snapshot
        {
            Source = key + "@1.2.3",
            Version = "1.2.3",
            Commit = Commit,
            ContentHash = new string('c', 64),
            Origin = SnapshotOrigin.Source,
            FetchedAt = new DateTimeOffset(2026, 3, 1, 8, 0, 0, TimeSpan.Zero),
        },
        Tools = tools,
    };

    public static ClassifiedTool Tool(
        string name,
        Category category = Category.Write,
        string? description = "Adds a note to the notebook.",
        string? schema = """{"type":"object","properties":{"text":{"type":"string","description":"What to write"}},"required":["text"]}""",
        Risk? risk = null,
        IReadOnlyList<Facet>? facets = null,
        IReadOnlyList<Evidence>? evidence = null)
    {
        var definition = new ToolDefinition
        {
            Tool = name,
            Description = description,
            InputSchema = schema is null ? null : JsonDocument.Parse(schema).RootElement.Clone(),
            Exposed = Exposure.Yes,
            Source = new SourceLocation { File = "src/index.ts", Line = 12, Extractor = "typescript@1" },
        };
        return new ClassifiedTool(definition, new Classification
        {
            Tool = name,
            Category = category,
            Risk = risk ?? category switch
            {
                Category.Read => Risk.Low,
                Category.Write => Risk.Medium,
                Category.Execute => Risk.High,
                Category.Unknown => Risk.Unknown,
                _ => Risk.Critical,
            },
            Confidence = 0.91,
            Facets = facets ?? [],
            Rationale = "The description says that it adds something.",
            Evidence = evidence ?? (description?.StartsWith("Adds", StringComparison.Ordinal) == true
                ? [new Evidence { Field = "/description", Quote = "Adds", Start = 0, Length = 4, Signal = "write-verb" }]
                : []),
            RiskReasons = [new RiskReason { Step = 0, Reason = $"{category} sets where it starts" }],
            Review = category == Category.Unknown,
            Classifier = "test-1",
        });
    }
}
