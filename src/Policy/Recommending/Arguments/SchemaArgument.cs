using System.Text.Json;
using Catalog.Policy.Operators.Paths;
using Catalog.Policy.Operators.Text;

namespace Catalog.Policy.Recommending.Arguments;

/// <summary>One argument as the input schema of a tool declares it.</summary>
internal sealed record SchemaArgument
{
    /// <summary>The name as the schema has it.</summary>
    internal required string Name { get; init; }

    /// <summary>The name in lower case without <c>_</c>, <c>-</c> and blanks, to compare with lists.</summary>
    internal required string Plain { get; init; }

    /// <summary>True where the schema allows nothing but a string (or null) of the caller's choice.</summary>
    internal required bool IsText { get; init; }

    /// <summary>True where the schema allows nothing but a list of strings (or null).</summary>
    internal required bool IsTextList { get; init; }

    /// <summary>True where the schema allows nothing but a boolean (or null).</summary>
    internal required bool IsBoolean { get; init; }

    /// <summary>The <c>format</c>; empty for none.</summary>
    internal required string Format { get; init; }

    /// <summary>The <c>default</c>; null for none.</summary>
    internal JsonElement? Default { get; init; }

    /// <summary>The path of its values in a condition: every element, for a list.</summary>
    internal string Path => PathText.Of(PathRoot.Arguments, IsTextList ? [PathStep.OfMember(Name), PathStep.EveryElement] : [PathStep.OfMember(Name)]);

    /// <summary>
    /// The arguments that rules can speak of. Left out are those whose names resemble each other but for case: a path that names one makes the gateway refuse calls
    /// that carry the other.
    /// </summary>
    internal static IReadOnlyList<SchemaArgument> Of(JsonElement? inputSchema)
    {
        if (inputSchema is not { ValueKind: JsonValueKind.Object } schema || !schema.TryGetProperty("properties", out var properties) || properties.ValueKind != JsonValueKind.Object)
        {
            return [];
        }

        return [.. properties.EnumerateObject()
            .Select(static p => (Name: NameOrNull(p), p.Value))
            .Where(static p => p.Name is not null && p.Value.ValueKind == JsonValueKind.Object)
            .GroupBy(static p => SimpleCaseFolding.Fold(p.Name!), StringComparer.Ordinal)
            .Where(static g => g.Count() == 1)
            .Select(static g => Read(g.First().Name!, g.First().Value))];
    }

    private static SchemaArgument Read(string name, JsonElement schema)
    {
        var one = Alone(schema);
        var free = !one.TryGetProperty("enum", out _) && !one.TryGetProperty("const", out _);
        return new SchemaArgument
        {
            Name = name,
            Plain = string.Concat(name.Where(static c => c is not ('_' or '-' or ' '))).ToLowerInvariant(),
            IsText = free && TypeOf(one) == "string",
            IsTextList = TypeOf(one) == "array" && one.TryGetProperty("items", out var items) && items.ValueKind == JsonValueKind.Object && TypeOf(items) == "string",
            IsBoolean = TypeOf(one) == "boolean",
            Format = one.TryGetProperty("format", out var format) && format.ValueKind == JsonValueKind.String ? format.GetString()! : "",
            Default = schema.TryGetProperty("default", out var value) || one.TryGetProperty("default", out value) ? value : null,
        };
    }

    // `anyOf: [{…}, {type: null}]` is how generators write what may be left out.
    private static JsonElement Alone(JsonElement schema)
    {
        if (!schema.TryGetProperty("anyOf", out var ways) || ways.ValueKind != JsonValueKind.Array)
        {
            return schema;
        }

        var others = ways.EnumerateArray().Where(static w => w.ValueKind != JsonValueKind.Object || TypeOf(w) != "null").ToList();
        return others is [{ ValueKind: JsonValueKind.Object } only] ? only : schema;
    }

    /// <summary>The only type but null; empty where there is none, several, or a reference to elsewhere.</summary>
    private static string TypeOf(JsonElement schema)
    {
        if (!schema.TryGetProperty("type", out var type))
        {
            return "";
        }

        if (type.ValueKind == JsonValueKind.String)
        {
            return type.GetString()!;
        }

        var types = type.ValueKind == JsonValueKind.Array ? type.EnumerateArray().Where(static t => t.ValueKind == JsonValueKind.String).Select(static t => t.GetString()!).Where(static t => t != "null").ToList() : [];
        return types is [var only] ? only : "";
    }

    private static string? NameOrNull(JsonProperty property)
    {
        try
        {
            return property.Name;
        }
        catch (InvalidOperationException)
        {
            return null; // an escaped lone surrogate
        }
    }
}
