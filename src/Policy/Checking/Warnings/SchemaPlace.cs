using System.Text.Json;
using Catalog.Policy.Operators;
using Catalog.Policy.Operators.Paths;

namespace Catalog.Policy.Checking.Warnings;

/// <summary>What an input schema says of a path. Read generously: where a schema leaves room, nothing is said to be wrong.</summary>
internal sealed record SchemaPlace
{
    private const int MaxReferences = 32;

    /// <summary>False where the schema says that nothing is there.</summary>
    internal bool Declared { get; private init; } = true;

    /// <summary>The types that a value there may have.</summary>
    internal ValueTypes Types { get; private init; } = ValueTypes.Any;

    /// <summary>True where every valid call has a value there.</summary>
    internal bool Required { get; private init; }

    /// <summary>What the server takes where the value is absent; null where the schema does not say.</summary>
    internal JsonElement? Default { get; private init; }

    internal static SchemaPlace Find(JsonElement root, IReadOnlyList<PathStep> steps)
    {
        var here = Expand(root, root);
        var required = true;
        for (var i = 0; i < steps.Count; i++)
        {
            var step = steps[i];
            required &= step.IsEveryElement || (step.Member is { } name && here.Exists(s => Requires(s, name)));
            var next = here.SelectMany(s => Step(s, step)).SelectMany(s => Expand(s, root)).ToList();
            if (next.Count == 0)
            {
                // The arguments themselves are closed: what their schema does not name is not there.
                return here.TrueForAll(s => IsClosed(s, step, isRoot: i == 0)) ? new SchemaPlace { Declared = false } : new SchemaPlace();
            }

            here = next;
        }

        return new SchemaPlace
        {
            Required = required,
            Types = here.Select(TypesOf).Aggregate(ValueTypes.None, static (all, one) => all | one) is var types and not ValueTypes.None ? types : ValueTypes.Any,
            Default = here.Select(static s => Member(s, "default")).FirstOrDefault(static d => d is not null),
        };
    }

    private static IEnumerable<JsonElement> Step(JsonElement schema, PathStep step)
    {
        var found = step.Member is { } name
            ? Member(schema, "properties") is { ValueKind: JsonValueKind.Object } properties ? Member(properties, name) : null
            : Member(schema, "items");
        return found is { ValueKind: JsonValueKind.Object } one ? [one] : [];
    }

    // A schema with its references followed and its alternatives beside it.
    private static List<JsonElement> Expand(JsonElement schema, JsonElement root)
    {
        var expanded = new List<JsonElement>();
        var open = new Stack<JsonElement>([schema]);
        var followed = 0;
        while (open.TryPop(out var one) && expanded.Count < 1_000)
        {
            var target = Member(one, "$ref") is { ValueKind: JsonValueKind.String } reference && followed++ < MaxReferences ? Resolve(root, reference.GetString()!) : null;
            if (target is { } followable)
            {
                open.Push(followable);
            }

            // A reference that leads somewhere is what it leads to, but for the default that is written beside it.
            if (target is null || Member(one, "default") is not null)
            {
                expanded.Add(one);
            }

            foreach (var key in (string[])["allOf", "anyOf", "oneOf"])
            {
                if (Member(one, key) is { ValueKind: JsonValueKind.Array } list)
                {
                    foreach (var alternative in list.EnumerateArray())
                    {
                        open.Push(alternative);
                    }
                }
            }
        }

        return expanded;
    }

    private static JsonElement? Resolve(JsonElement root, string reference)
    {
        if (!reference.StartsWith('#'))
        {
            return null;
        }

        JsonElement? at = root;
        foreach (var segment in reference.Split('/').Skip(1))
        {
            at = at is { } node ? Member(node, Uri.UnescapeDataString(segment).Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal)) : null;
        }

        return at;
    }

    private static bool Requires(JsonElement schema, string name) =>
        Member(schema, "required") is { ValueKind: JsonValueKind.Array } names
        && names.EnumerateArray().Any(n => n.ValueKind == JsonValueKind.String && n.ValueEquals(name));

    private static bool IsClosed(JsonElement schema, PathStep step, bool isRoot)
    {
        if (schema.ValueKind != JsonValueKind.Object || Member(schema, "$ref") is not null || IsComposed(schema))
        {
            // What composes others is as closed as they are; they stand beside it. A reference that leads nowhere stays alone, and says nothing.
            return IsComposed(schema);
        }

        if (step.Member is null)
        {
            return !TypesOf(schema).HasFlag(ValueTypes.List);
        }

        var extra = Member(schema, "additionalProperties");
        return extra is not { ValueKind: JsonValueKind.True or JsonValueKind.Object }
            && Member(schema, "patternProperties") is null
            && (isRoot || Member(schema, "properties") is not null || !TypesOf(schema).HasFlag(ValueTypes.Object));
    }

    private static bool IsComposed(JsonElement schema) =>
        Member(schema, "allOf") is not null || Member(schema, "anyOf") is not null || Member(schema, "oneOf") is not null;

    private static ValueTypes TypesOf(JsonElement schema)
    {
        if (schema.ValueKind != JsonValueKind.Object)
        {
            return ValueTypes.Any;
        }

        if (Member(schema, "type") is { } type)
        {
            return type.ValueKind == JsonValueKind.Array
                ? type.EnumerateArray().Select(TypeOf).Aggregate(ValueTypes.None, static (all, one) => all | one)
                : TypeOf(type);
        }

        if (Member(schema, "const") is { } constant)
        {
            return OfKind(constant.ValueKind);
        }

        if (Member(schema, "enum") is { ValueKind: JsonValueKind.Array } values)
        {
            return values.EnumerateArray().Select(static v => OfKind(v.ValueKind)).Aggregate(ValueTypes.None, static (all, one) => all | one);
        }

        return IsComposed(schema) ? ValueTypes.None : ValueTypes.Any;
    }

    private static ValueTypes TypeOf(JsonElement type) => type.ValueKind != JsonValueKind.String ? ValueTypes.Any : type.GetString() switch
    {
        "string" => ValueTypes.String,
        "number" or "integer" => ValueTypes.Number,
        "boolean" => ValueTypes.Boolean,
        "array" => ValueTypes.List,
        "object" => ValueTypes.Object,
        "null" => ValueTypes.None,
        _ => ValueTypes.Any,
    };

    private static ValueTypes OfKind(JsonValueKind kind) => kind switch
    {
        JsonValueKind.String => ValueTypes.String,
        JsonValueKind.Number => ValueTypes.Number,
        JsonValueKind.True or JsonValueKind.False => ValueTypes.Boolean,
        JsonValueKind.Array => ValueTypes.List,
        JsonValueKind.Object => ValueTypes.Object,
        _ => ValueTypes.None,
    };

    private static JsonElement? Member(JsonElement schema, string name) =>
        schema.ValueKind == JsonValueKind.Object && schema.TryGetProperty(name, out var found) ? found : null;
}
