using System.Text.Json;
using System.Text.Json.Serialization;
using Catalog.Crawler.Extractors.Explaining;

namespace Catalog.Crawler.Tests.Extractors.Explaining;

/// <summary>What an explanation of one subject in the source of an extractor's case must say, in this order; it may say more in between.</summary>
internal sealed record ExplainingCase
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow };

    public required string Note { get; init; }

    /// <summary>The folder of the case below the extractors' cases.</summary>
    public required string Source { get; init; }

    public required string Subject { get; init; }

    /// <summary>Each with words that must be part of what it says.</summary>
    public required IReadOnlyList<ExpectedPart> Parts { get; init; }

    public static ExplainingCase Read(string file) => JsonSerializer.Deserialize<ExplainingCase>(File.ReadAllText(file), Options)!;

    public void Check(ExtractionExplanation explanation)
    {
        var from = 0;
        foreach (var want in Parts)
        {
            var at = explanation.Parts.Skip(from).ToList().FindIndex(want.IsMetBy);
            Assert.True(at >= 0, $"`{want.Part}` with `{want.Says}` at `{want.At}` is not among the rest of:\n{string.Join('\n', explanation.Parts)}");
            from += at + 1;
        }
    }
}
