using System.Text.Json;

namespace Catalog.Core.Changes;

/// <summary>Compares two JSON Schemas keyword by keyword, and says of each difference whether calls are accepted that were not. Where that cannot be told it is taken to be so.</summary>
public static class SchemaDifferences
{
    private const int Most = 100;
    private const int Deepest = 32;

    /// <summary>In what two schemas of arguments differ, in the order of the keywords; at most a hundred.</summary>
    /// <param name="before">The schema as it was; null where it was not known.</param>
    /// <param name="after">The schema as it is; null where it is not known.</param>
    public static IReadOnlyList<SchemaDifference> Of(JsonElement? before, JsonElement? after)
    {
        const string Root = "/inputSchema";
        if (before is not { } old || after is not { } now)
        {
            return before is null && after is null ? [] : [new SchemaDifference(Root, before is null ? "the schema was not known before" : "the schema is not known any more", Widens: false)];
        }

        var found = new List<SchemaDifference>();
        Compare(found, Root, old, now, 0);
        return found.Count > Most ? found[..Most] : found;
    }

    private static void Compare(List<SchemaDifference> found, string at, JsonElement before, JsonElement after, int depth)
    {
        if (found.Count > Most || JsonElement.DeepEquals(before, after))
        {
            return;
        }

        if (before.ValueKind != JsonValueKind.Object || after.ValueKind != JsonValueKind.Object || depth > Deepest)
        {
            // `true` and `false` are schemas too.
            found.Add(new SchemaDifference(at, "is another schema", Widens: before.ValueKind != JsonValueKind.True && after.ValueKind != JsonValueKind.False));
            return;
        }

        var (old, now) = (Members(before), Members(after));
        SchemaProperties.Compare(found, at, old, now);
        SchemaValues.Compare(found, at, old, now);
        SchemaLimits.Compare(found, at, old, now);
        foreach (var keyword in (string[])["properties", "patternProperties", "$defs", "definitions", "dependentSchemas"])
        {
            var isLookup = keyword is "$defs" or "definitions";
            CompareNamed(found, $"{at}/{keyword}", old.GetValueOrDefault(keyword), now.GetValueOrDefault(keyword), isLookup, depth);
        }

        foreach (var keyword in (string[])["items", "contains", "additionalItems", "not", "if", "then", "else", "propertyNames", "unevaluatedProperties"])
        {
            CompareOne(found, at, keyword, old, now, depth);
        }

        foreach (var keyword in (string[])["anyOf", "oneOf", "allOf", "prefixItems"])
        {
            CompareMany(found, at, keyword, old, now, depth);
        }
    }

    private static void CompareNamed(List<SchemaDifference> found, string at, JsonElement before, JsonElement after, bool isLookup, int depth)
    {
        if (before.ValueKind != JsonValueKind.Object || after.ValueKind != JsonValueKind.Object)
        {
            return;
        }

        var old = Members(before);
        foreach (var (name, schema) in Members(after))
        {
            if (old.TryGetValue(name, out var was))
            {
                Compare(found, SchemaProperties.Under(at, name), was, schema, depth + 1);
            }
            else if (at.EndsWith("/patternProperties", StringComparison.Ordinal) && !isLookup)
            {
                found.Add(new SchemaDifference(at, $"takes arguments by the pattern `{name}`", Widens: true));
            }
        }
    }

    private static void CompareOne(List<SchemaDifference> found, string at, string keyword, Dictionary<string, JsonElement> old, Dictionary<string, JsonElement> now, int depth)
    {
        switch (old.TryGetValue(keyword, out var before), now.TryGetValue(keyword, out var after))
        {
            case (true, true) when keyword is "not" or "if":
                if (!JsonElement.DeepEquals(before, after))
                {
                    found.Add(new SchemaDifference($"{at}/{keyword}", $"`{keyword}` is another", Widens: true));
                }

                break;
            case (true, true):
                Compare(found, $"{at}/{keyword}", before, after, depth + 1);
                break;
            case (true, false):
                found.Add(new SchemaDifference(at, $"`{keyword}` is gone", Widens: true));
                break;
            case (false, true):
                found.Add(new SchemaDifference(at, $"`{keyword}` is new", Widens: false));
                break;
        }
    }

    private static void CompareMany(List<SchemaDifference> found, string at, string keyword, Dictionary<string, JsonElement> old, Dictionary<string, JsonElement> now, int depth)
    {
        var (before, after) = (Items(old, keyword), Items(now, keyword));
        if (before.Count == 0 || after.Count == 0)
        {
            if (before.Count != after.Count)
            {
                found.Add(new SchemaDifference(at, $"`{keyword}` is {(after.Count == 0 ? "gone" : "new")}", Widens: after.Count == 0));
            }

            return;
        }

        // More branches of a choice accept more; fewer of what must all hold do so too.
        if (before.Count != after.Count)
        {
            var widens = keyword is "anyOf" or "oneOf" ? after.Count > before.Count : after.Count < before.Count;
            found.Add(new SchemaDifference($"{at}/{keyword}", $"`{keyword}` has {after.Count} parts and had {before.Count}", widens));
        }

        for (var i = 0; i < Math.Min(before.Count, after.Count); i++)
        {
            Compare(found, $"{at}/{keyword}/{i}", before[i], after[i], depth + 1);
        }
    }

    private static List<JsonElement> Items(Dictionary<string, JsonElement> schema, string keyword) =>
        schema.GetValueOrDefault(keyword) is { ValueKind: JsonValueKind.Array } list ? [.. list.EnumerateArray()] : [];

    private static Dictionary<string, JsonElement> Members(JsonElement schema)
    {
        var members = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var member in schema.EnumerateObject())
        {
            members[member.Name] = member.Value;
        }

        return members;
    }
}
