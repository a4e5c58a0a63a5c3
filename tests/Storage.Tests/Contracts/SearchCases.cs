using System.Text.Json;
using System.Text.Json.Serialization;

namespace Catalog.Storage.Tests.Contracts;

/// <summary>The searches of <c>Cases/search.json</c>: what is stored, what is typed and what is found.</summary>
internal sealed record SearchCases
{
    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow };

    public required IReadOnlyList<Stored> Tools { get; init; }

    public required IReadOnlyList<Search> Cases { get; init; }

    public static SearchCases Load() =>
        JsonSerializer.Deserialize<SearchCases>(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Contracts", "Cases", "search.json")), Strict)!;

    internal sealed record Stored(string Name, string? Title, string Description);

    internal sealed record Search(string Note, string Text, IReadOnlyList<string> Expected);
}
