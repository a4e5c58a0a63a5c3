using System.Text.Json.Nodes;
using Catalog.Crawler.Extractors.Evaluation;

namespace Catalog.Crawler.Extractors.TypeScript.Schemas;

/// <summary>A schema of a library (zod, TypeBox), as the JSON Schema that it stands for. Never changed: each method of the library gives a new one.</summary>
internal sealed class SchemaValue : Value
{
    private int? _weight;

    /// <summary>Keywords besides <c>properties</c> and <c>required</c> of an object with a <see cref="Shape"/>.</summary>
    public required JsonObject Own { get; init; }

    /// <summary>The members of an object schema; null for other schemas.</summary>
    public RecordValue? Shape { get; init; }

    /// <summary>What it wraps: the items of an array, the inner one of an optional.</summary>
    public SchemaValue? Inner { get; init; }

    /// <summary>True where a member with this schema may be missing.</summary>
    public bool IsOptional { get; init; }

    /// <summary>Functions of the source that a value goes through before it is looked at, in their order.</summary>
    public IReadOnlyList<Value> Before { get; init; } = [];

    /// <summary>Functions of the source that make something else of what was read, in their order.</summary>
    public IReadOnlyList<Value> After { get; init; } = [];

    public override bool? Truth => true;

    public override int Weight => _weight ??= Count(Own);

    public static SchemaValue OfType(string? type) => new() { Own = type is null ? [] : new JsonObject { ["type"] = type } };

    /// <summary>The same with other keywords.</summary>
    public SchemaValue With(Action<JsonObject> change, bool? isOptional = null, bool isPartial = false)
    {
        var own = (JsonObject)Own.DeepClone();
        change(own);
        return new SchemaValue { Own = own, Shape = Shape, Inner = Inner, IsOptional = isOptional ?? IsOptional, Partial = Partial || isPartial, Before = Before, After = After };
    }

    /// <summary>The same with one more function, before or after what it reads.</summary>
    public SchemaValue WithStep(Value function, bool isBefore) =>
        new() { Own = Own, Shape = Shape, Inner = Inner, IsOptional = IsOptional, Partial = Partial, Before = isBefore ? [function, .. Before] : Before, After = isBefore ? After : [.. After, function] };

    /// <summary>The same with another shape.</summary>
    public SchemaValue WithShape(RecordValue shape) => new() { Own = (JsonObject)Own.DeepClone(), Shape = shape, IsOptional = IsOptional, Partial = Partial, Before = Before, After = After };

    private static int Count(JsonNode? node) => node switch
    {
        JsonObject members => 1 + members.Sum(static m => Count(m.Value)),
        JsonArray items => 1 + items.Sum(Count),
        _ => 1,
    };
}
