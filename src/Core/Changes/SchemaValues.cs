using System.Text.Json;

namespace Catalog.Core.Changes;

/// <summary>Which types and values are accepted.</summary>
internal static class SchemaValues
{
    private const int Longest = 60;

    /// <summary>Compares them.</summary>
    public static void Compare(List<SchemaDifference> found, string at, Dictionary<string, JsonElement> old, Dictionary<string, JsonElement> now)
    {
        Types(found, at, old, now);
        Values(found, at, old, now);
        foreach (var keyword in (string[])["pattern", "format", "const", "$ref", "contentEncoding", "multipleOf"])
        {
            switch (old.TryGetValue(keyword, out var before), now.TryGetValue(keyword, out var after))
            {
                case (true, true) when !JsonElement.DeepEquals(before, after):
                    found.Add(new SchemaDifference($"{at}/{keyword}", $"its `{keyword}` was {Short(before)} and is {Short(after)}", Widens: true));
                    break;
                case (true, false):
                    found.Add(new SchemaDifference(at, $"its `{keyword}` {Short(before)} is gone", Widens: true));
                    break;
                case (false, true):
                    found.Add(new SchemaDifference($"{at}/{keyword}", $"its `{keyword}` is {Short(after)}, which was not set", Widens: keyword == "$ref"));
                    break;
            }
        }

        foreach (var keyword in (string[])["description", "title", "default"])
        {
            var (isBefore, isAfter) = (old.TryGetValue(keyword, out var before), now.TryGetValue(keyword, out var after));
            if (isBefore != isAfter || (isBefore && !JsonElement.DeepEquals(before, after)))
            {
                found.Add(new SchemaDifference($"{at}/{keyword}", isAfter ? $"its {keyword} is another" : $"its {keyword} is gone", Widens: false));
            }
        }
    }

    private static void Types(List<SchemaDifference> found, string at, Dictionary<string, JsonElement> old, Dictionary<string, JsonElement> now)
    {
        var (before, after) = (Strings(old.GetValueOrDefault("type")), Strings(now.GetValueOrDefault("type")));
        if (before.Count == after.Count && before.All(after.Contains))
        {
            return;
        }

        // No type at all takes every type; every whole number is a number.
        var widens = before.Count > 0 && (after.Count == 0 || after.Any(type => !before.Contains(type) && !(type == "integer" && before.Contains("number"))));
        found.Add(new SchemaDifference($"{at}/type", $"its type was {Or(before)} and is {Or(after)}", widens));
    }

    private static void Values(List<SchemaDifference> found, string at, Dictionary<string, JsonElement> old, Dictionary<string, JsonElement> now)
    {
        var (isBefore, isAfter) = (old.TryGetValue("enum", out var before), now.TryGetValue("enum", out var after));
        if (!isBefore || !isAfter)
        {
            if (isBefore != isAfter)
            {
                found.Add(new SchemaDifference(at, isAfter ? "takes only the values that it names" : "takes other values than those that it named", Widens: isBefore));
            }

            return;
        }

        var (was, now2) = (Raw(before), Raw(after));
        foreach (var value in now2.Except(was, StringComparer.Ordinal))
        {
            found.Add(new SchemaDifference($"{at}/enum", $"takes the value {Cut(value)}, which it did not", Widens: true));
        }

        foreach (var value in was.Except(now2, StringComparer.Ordinal))
        {
            found.Add(new SchemaDifference($"{at}/enum", $"takes the value {Cut(value)} no more", Widens: false));
        }
    }

    private static List<string> Raw(JsonElement list) => list.ValueKind == JsonValueKind.Array ? [.. list.EnumerateArray().Select(static v => v.GetRawText())] : [];

    private static List<string> Strings(JsonElement types) => types.ValueKind switch
    {
        JsonValueKind.String => [types.GetString()!],
        JsonValueKind.Array => [.. types.EnumerateArray().Where(static t => t.ValueKind == JsonValueKind.String).Select(static t => t.GetString()!)],
        _ => [],
    };

    private static string Or(List<string> types) => types.Count == 0 ? "any" : string.Join(" or ", types);

    private static string Short(JsonElement value) => Cut(value.GetRawText());

    private static string Cut(string raw) => $"`{(raw.Length <= Longest ? raw : raw[..(char.IsHighSurrogate(raw[Longest - 1]) ? Longest - 1 : Longest)] + "…")}`";
}
