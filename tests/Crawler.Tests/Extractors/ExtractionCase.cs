using System.Text.Json;
using System.Text.Json.Serialization;

namespace Catalog.Crawler.Tests.Extractors;

/// <summary>What a folder of source files must give.</summary>
internal sealed record ExtractionCase
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow };

    public required string Note { get; init; }

    /// <summary>The folder that is asked for; null for the whole.</summary>
    public string? Folder { get; init; }

    /// <summary>Every notice, and no other.</summary>
    public IReadOnlyList<string> Notices { get; init; } = [];

    /// <summary>Every tool, and no other.</summary>
    public required IReadOnlyList<ExpectedTool> Tools { get; init; }

    public static ExtractionCase Read(string file) => JsonSerializer.Deserialize<ExtractionCase>(File.ReadAllText(file), Options)!;
}
