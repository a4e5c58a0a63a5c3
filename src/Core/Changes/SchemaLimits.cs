using System.Text.Json;

namespace Catalog.Core.Changes;

/// <summary>How long, how many and how big values may be.</summary>
internal static class SchemaLimits
{
    private static readonly string[] Upper = ["maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties", "maxContains"];
    private static readonly string[] Lower = ["minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties", "minContains"];

    /// <summary>Compares them.</summary>
    public static void Compare(List<SchemaDifference> found, string at, Dictionary<string, JsonElement> old, Dictionary<string, JsonElement> now)
    {
        foreach (var keyword in Upper.Concat(Lower))
        {
            var isUpper = Upper.Contains(keyword);
            switch (Number(old, keyword), Number(now, keyword))
            {
                case ({ } before, { } after) when !before.Equals(after):
                    found.Add(new SchemaDifference($"{at}/{keyword}", $"its `{keyword}` was {Write(before)} and is {Write(after)}", isUpper ? after > before : after < before));
                    break;
                case ({ } before, null):
                    found.Add(new SchemaDifference(at, $"its `{keyword}` {Write(before)} is gone", Widens: true));
                    break;
                case (null, { } after):
                    found.Add(new SchemaDifference($"{at}/{keyword}", $"its `{keyword}` is {Write(after)}, which was not set", Widens: false));
                    break;
            }
        }

        if (old.GetValueOrDefault("uniqueItems").ValueKind == JsonValueKind.True && now.GetValueOrDefault("uniqueItems").ValueKind != JsonValueKind.True)
        {
            found.Add(new SchemaDifference(at, "its items need not differ any more", Widens: true));
        }
    }

    private static double? Number(Dictionary<string, JsonElement> schema, string keyword) =>
        schema.GetValueOrDefault(keyword) is { ValueKind: JsonValueKind.Number } number && number.TryGetDouble(out var value) ? value : null;

    private static string Write(double value) => value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
