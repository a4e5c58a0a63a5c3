using System.Text.Json;
using Catalog.Core.Catalogs;
using Catalog.Core.Classifications;
using Catalog.Core.Servers;
using Catalog.Core.Snapshots;
using Catalog.Core.Tools;

namespace Catalog.Storage.Tests;

/// <summary>Small servers in our own words.</summary>
internal static class Samples
{
    public static readonly DateTimeOffset Fetched = new(2026, 3, 4, 9, 0, 0, 123, 456, TimeSpan.Zero);

    public static readonly ServerKey Notes = ServerKey.Parse("npm:@acme/notes");

    public static ClassifiedTool Tool(string name, string? description = null, Category category = Category.Read, Risk risk = Risk.Low, params Facet[] facets) =>
        new(
            new ToolDefinition
            {
                Tool = name,
                Server = "npm:@acme/notes",
                Description = description ?? $"Does {name} to a note",
                InputSchema = JsonSerializer.Deserialize<JsonElement>("""{"type":"object","properties":{"id":{"type":"string","description":"which note"}}}"""),
                Annotations = JsonSerializer.Deserialize<JsonElement>("""{"readOnlyHint":true}"""),
                Siblings = [],
                Exposed = Exposure.Yes,
                Source = new SourceLocation { File = "src/index.ts", Line = 12, Extractor = "typescript@1" },
            },
            new Classification
            {
                Tool = name,
                Category = category,
                Risk = risk,
                Confidence = 0.875,
                Facets = facets,
                Rationale = "The name says so.",
                Evidence = [new Evidence { Field = "/tool", Quote = name, Start = 0, Length = name.Length, Signal = "test-signal" }],
                RiskReasons = [new RiskReason { Step = 0, Reason = "where it starts" }],
                Review = category == Category.Unknown,
                Classifier = "test-1",
            });

    /// <summary>An update whose tools name each other as siblings, as extraction leaves them.</summary>
    public static ServerUpdate Update(ServerKey key, params ClassifiedTool[] tools) => new()
    {
        Key = key,
        Title = "Notes",
        Description = "Keeps notes in a drawer",
        Repository = "https://example.org/acme/notes",
        License = "MIT",
        Notice = "`notes` forwards to a drawer elsewhere",
        Snapshot = new Snapshot
        {
            Source = key.Value,
            Version = "1.0.0",
            ContentHash = new string('a', 64),
            Origin = SnapshotOrigin.Source,
            FetchedAt = Fetched,
        },
        Tools =
        [
            .. tools.Select(tool => tool with
            {
                Definition = tool.Definition with { Siblings = [.. tools.Select(other => other.Definition.Tool).Where(name => name != tool.Definition.Tool)] },
            }),
        ],
    };

    /// <summary>Records as JSON, for records that hold lists do not compare by value.</summary>
    public static string Json<T>(T value) => JsonSerializer.Serialize(value, ToolDefinitionJson.Options);
}
