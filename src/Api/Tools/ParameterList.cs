using System.Text.Json;
using Catalog.Api.Shell;

namespace Catalog.Api.Tools;

/// <summary>The parameters of a tool as its schema declares them.</summary>
/// <param name="IsKnown">False where no schema is known, which is not the same as none.</param>
/// <param name="Required">How many of the parameters themselves a call needs.</param>
/// <param name="Total">How many parameters there are, members of parameters aside.</param>
/// <param name="Rows">Parameters and their members, in the order of the schema; at most 200.</param>
/// <param name="IsCut">True where the schema has more rows, or is nested deeper, than is shown.</param>
internal sealed record ParameterList(bool IsKnown, int Required, int Total, IReadOnlyList<ParameterRow> Rows, bool IsCut)
{
    private const int MostRows = 200;
    private const int Deepest = 4;

    private static readonly string[] Bounds =
        ["default", "const", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "minLength", "maxLength", "pattern", "minItems", "maxItems", "format"];

    public static ParameterList Of(JsonElement? schema)
    {
        if (schema is not { ValueKind: JsonValueKind.Object } root)
        {
            return new ParameterList(false, 0, 0, [], false);
        }

        var rows = new List<ParameterRow>();
        var cut = false;
        AddMembers(rows, root, "", 0, ref cut);
        var own = rows.Where(static r => r.Depth == 0).ToList();
        return new ParameterList(true, own.Count(static r => r.IsRequired), own.Count, rows, cut);
    }

    private static void AddMembers(List<ParameterRow> rows, JsonElement schema, string prefix, int depth, ref bool cut)
    {
        if (!schema.TryGetProperty("properties", out var properties) || properties.ValueKind != JsonValueKind.Object)
        {
            return;
        }

        var required = schema.TryGetProperty("required", out var names) && names.ValueKind == JsonValueKind.Array
            ? names.EnumerateArray().Where(static n => n.ValueKind == JsonValueKind.String).Select(static n => n.GetString()!).ToHashSet(StringComparer.Ordinal)
            : [];
        foreach (var property in properties.EnumerateObject())
        {
            if (rows.Count >= MostRows)
            {
                cut = true;
                return;
            }

            var path = prefix + property.Name;
            var value = property.Value;
            rows.Add(new ParameterRow(path, depth, TypeOf(value, 0), required.Contains(property.Name), Text(value, "description") ?? Text(value, "title"), Constraints(value)));
            var (inner, suffix) = Inner(value);
            if (inner is { } members)
            {
                if (depth + 1 < Deepest)
                {
                    AddMembers(rows, members, path + suffix, depth + 1, ref cut);
                }
                else
                {
                    cut |= members.TryGetProperty("properties", out _);
                }
            }
        }
    }

    private static (JsonElement? Schema, string Suffix) Inner(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            return (null, "");
        }

        return value.TryGetProperty("items", out var items) && items.ValueKind == JsonValueKind.Object ? (items, "[].") : (value, ".");
    }

    private static string TypeOf(JsonElement schema, int depth)
    {
        if (schema.ValueKind != JsonValueKind.Object || depth > Deepest)
        {
            return "";
        }

        if (schema.TryGetProperty("type", out var type))
        {
            var words = type.ValueKind == JsonValueKind.Array
                ? type.EnumerateArray().Where(static t => t.ValueKind == JsonValueKind.String).Select(static t => t.GetString()!).ToList()
                : type.ValueKind == JsonValueKind.String ? [type.GetString()!] : [];
            var text = string.Join(" or ", words.Select(static w => Words.Limit(w, 40)));
            return text == "array" && schema.TryGetProperty("items", out var items) && TypeOf(items, depth + 1) is { Length: > 0 } item ? $"list of {item}" : text == "array" ? "list" : text;
        }

        foreach (var union in new[] { "anyOf", "oneOf", "allOf" })
        {
            if (schema.TryGetProperty(union, out var options) && options.ValueKind == JsonValueKind.Array)
            {
                return Words.Limit(string.Join(" or ", options.EnumerateArray().Select(o => TypeOf(o, depth + 1)).Where(static t => t.Length > 0).Distinct(StringComparer.Ordinal)), 120);
            }
        }

        return schema.TryGetProperty("enum", out _) ? "one of" : schema.TryGetProperty("properties", out _) ? "object" : "";
    }

    private static List<string> Constraints(JsonElement schema)
    {
        var found = new List<string>();
        if (schema.ValueKind != JsonValueKind.Object)
        {
            return found;
        }

        if (schema.TryGetProperty("enum", out var values) && values.ValueKind == JsonValueKind.Array)
        {
            var words = values.EnumerateArray().Take(40).Select(static v => Words.Limit(v.ValueKind == JsonValueKind.String ? v.GetString()! : v.GetRawText(), 60)).ToList();
            found.Add($"one of: {string.Join(", ", words)}{(values.GetArrayLength() > 40 ? " …" : "")}");
        }

        foreach (var bound in Bounds)
        {
            if (schema.TryGetProperty(bound, out var value) && value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined))
            {
                found.Add($"{bound}: {Words.Limit(value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText(), 120)}");
            }
        }

        return found;
    }

    private static string? Text(JsonElement schema, string name) =>
        schema.ValueKind == JsonValueKind.Object && schema.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;
}
