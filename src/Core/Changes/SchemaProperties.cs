using System.Text.Json;

namespace Catalog.Core.Changes;

/// <summary>Which arguments there are, which of them must be there, and whether others may be.</summary>
internal static class SchemaProperties
{
    /// <summary>Compares them.</summary>
    public static void Compare(List<SchemaDifference> found, string at, Dictionary<string, JsonElement> old, Dictionary<string, JsonElement> now)
    {
        var (before, after) = (Names(old), Names(now));
        foreach (var name in after.Except(before, StringComparer.Ordinal))
        {
            found.Add(new SchemaDifference(Under($"{at}/properties", name), $"takes the argument `{name}`, which it did not", Widens: true));
        }

        foreach (var name in before.Except(after, StringComparer.Ordinal))
        {
            found.Add(new SchemaDifference($"{at}/properties", $"takes the argument `{name}` no more", Widens: false));
        }

        var (needed, needs) = (Required(old), Required(now));
        foreach (var name in needed.Except(needs, StringComparer.Ordinal))
        {
            found.Add(new SchemaDifference($"{at}/required", $"does not require `{name}` any more", Widens: true));
        }

        foreach (var name in needs.Except(needed, StringComparer.Ordinal))
        {
            found.Add(new SchemaDifference($"{at}/required", $"requires `{name}`", Widens: false));
        }

        Others(found, at, old, now);
    }

    /// <summary>A pointer to a member.</summary>
    public static string Under(string at, string name) => $"{at}/{name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}";

    private static void Others(List<SchemaDifference> found, string at, Dictionary<string, JsonElement> old, Dictionary<string, JsonElement> now)
    {
        const string Keyword = "additionalProperties";
        var (before, after) = (Openness(old, Keyword), Openness(now, Keyword));
        if (before != after)
        {
            found.Add(new SchemaDifference($"{at}/{Keyword}", after > before ? "takes arguments that it does not name" : "takes fewer arguments that it does not name", after > before));
        }
        else if (before == 1 && !JsonElement.DeepEquals(old[Keyword], now[Keyword]))
        {
            found.Add(new SchemaDifference($"{at}/{Keyword}", "takes other arguments that it does not name", Widens: true));
        }
    }

    // 0 for none, 1 for those of a schema, 2 for any.
    private static int Openness(Dictionary<string, JsonElement> schema, string keyword) => schema.GetValueOrDefault(keyword).ValueKind switch
    {
        JsonValueKind.False => 0,
        JsonValueKind.Object => 1,
        _ => 2,
    };

    private static List<string> Names(Dictionary<string, JsonElement> schema) =>
        schema.GetValueOrDefault("properties") is { ValueKind: JsonValueKind.Object } properties ? [.. properties.EnumerateObject().Select(static p => p.Name).Distinct(StringComparer.Ordinal)] : [];

    private static List<string> Required(Dictionary<string, JsonElement> schema) =>
        schema.GetValueOrDefault("required") is { ValueKind: JsonValueKind.Array } names
            ? [.. names.EnumerateArray().Where(static n => n.ValueKind == JsonValueKind.String).Select(static n => n.GetString()!).Distinct(StringComparer.Ordinal)]
            : [];
}
