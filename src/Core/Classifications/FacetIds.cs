using System.Collections.Frozen;
using System.Text.Json;

namespace Catalog.Core.Classifications;

/// <summary>Facets by their ids as files, pages and rows of labels spell them: <c>shell</c>, <c>messages-people</c> …</summary>
public static class FacetIds
{
    private static readonly FrozenDictionary<Facet, string> Ids =
        Enum.GetValues<Facet>().ToFrozenDictionary(static f => f, static f => JsonNamingPolicy.KebabCaseLower.ConvertName(f.ToString()));

    private static readonly FrozenDictionary<string, Facet> ById = Ids.ToFrozenDictionary(static p => p.Value, static p => p.Key, StringComparer.Ordinal);

    /// <summary>The id of a facet.</summary>
    public static string Of(Facet facet) => Ids[facet];

    /// <summary>The facet of an id, case included; null where there is none.</summary>
    public static Facet? ParseOrNull(string id) => ById.TryGetValue(id, out var facet) ? facet : null;
}
