using System.Text.Json;

namespace Catalog.Crawler.Tests.Extractors.Hostile;

/// <summary>What the generator needs to know of a language; a language joins by a row of <c>Cases/languages.json</c>.</summary>
internal sealed record HostileLanguage
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow };

    public required string Id { get; init; }

    /// <summary>The entry point, inside the snapshot.</summary>
    public required string File { get; init; }

    /// <summary>Manifests by name.</summary>
    public required IReadOnlyDictionary<string, string> Manifest { get; init; }

    /// <summary>A server that offers one tool, <c>sound</c>; hostile text follows it.</summary>
    public required string Sound { get; init; }

    /// <summary>What opens and what closes a level of nesting; an empty end leaves it open.</summary>
    public required IReadOnlyList<IReadOnlyList<string>> Nests { get; init; }

    /// <summary>A statement with <c>{0}</c> for an expression.</summary>
    public required string Assign { get; init; }

    /// <summary>A comment with <c>{0}</c> for its text.</summary>
    public required string Comment { get; init; }

    /// <summary>Texts that only this language could choke on, by what they try.</summary>
    public required IReadOnlyDictionary<string, string> Extras { get; init; }

    public static IReadOnlyList<HostileLanguage> ReadAll() =>
        JsonSerializer.Deserialize<List<HostileLanguage>>(System.IO.File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Extractors", "Hostile", "Cases", "languages.json")), Options)!;
}
