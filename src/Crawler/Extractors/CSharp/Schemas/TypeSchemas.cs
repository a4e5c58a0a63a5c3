using System.Text.Json.Nodes;
using Catalog.Crawler.Extractors.CSharp.Runtime;
using Catalog.Crawler.Extractors.CSharp.Symbols;
using Catalog.Crawler.Extractors.Evaluation;
using Catalog.Crawler.Extractors.Explaining;
using Catalog.Crawler.Parsing.Facts;

namespace Catalog.Crawler.Extractors.CSharp.Schemas;

/// <summary>Types as JSON Schema, the way that the SDK's serializer options write them: names in camel case, enumerations as texts.</summary>
internal sealed class TypeSchemas(Evaluator evaluator)
{
    private const int Deepest = 12;
    private readonly HashSet<TypeSymbol> _open = [];
    private int _depth;

    /// <summary>True where the meaning of a type was not known.</summary>
    public bool IsPartial { get; private set; }

    /// <summary>The schema of a type as it is written somewhere.</summary>
    public JsonObject Write(FactNode type, Place place)
    {
        if (++_depth > Deepest)
        {
            _depth--;
            IsPartial = true;
            return [];
        }

        try
        {
            return AtDepth(type, place);
        }
        finally
        {
            _depth--;
        }
    }

    /// <summary>The schema of a class: its properties, those that it inherits first.</summary>
    public JsonObject Model(TypeSymbol type, IReadOnlyList<Value>? arguments = null)
    {
        if (!_open.Add(type))
        {
            return new JsonObject { ["type"] = "object" };
        }

        var properties = new JsonObject();
        var required = new JsonArray();
        foreach (var owner in evaluator.Symbols.Chain(type).Where(static t => t.Keyword != "interface").Reverse().Concat(type.Keyword == "interface" ? [type] : []))
        {
            var place = Place.Of(owner.File, owner);
            foreach (var (name, value) in owner == type && arguments is not null ? owner.Node[3].Children.Zip(arguments) : [])
            {
                place.TypeArguments[name.Text ?? ""] = value;
            }

            foreach (var parameter in owner.Keyword is "record" ? owner.Parameters : [])
            {
                Property(properties, required, parameter[0].Text ?? "", parameter[2], parameter[3].Children.Select(static d => d[0].Kind == FactKind.Call ? d[0] : d), place, parameter[1], isRequired: false);
            }

            foreach (var field in owner.Fields.Values.Where(static f => IsSerialized(f)))
            {
                Property(properties, required, field.Name, field.TypeNode, field.Decorators, place, field.Node[0], field.Has("required"));
            }
        }

        _open.Remove(type);
        var schema = new JsonObject { ["type"] = "object", ["properties"] = properties };
        if (required.Count > 0)
        {
            schema["required"] = required;
        }

        var attributes = new AttributeReader(evaluator);
        foreach (var (decorator, file) in type.Decorators)
        {
            if (AttributeReader.NameOf(decorator) == "Description" && evaluator.TextOrNull(decorator[1], Place.Of(file, type)) is { } words)
            {
                schema["description"] = words;
            }
        }

        IsPartial |= attributes.IsPartial;
        return schema;
    }

    private static bool IsSerialized(MemberSymbol field) =>
        field.Node.Kind == FactKind.Field && !field.IsStatic && !field.Node.Has(FactFlags.Member) && (field.Has("public") || field.Type?.Keyword == "interface")
        && (field.Node.Has(FactFlags.Setter) || !field.Node.Has(FactFlags.Getter))
        && !field.Decorators.Any(static d => AttributeReader.NameOf(d) == "JsonIgnore" && d.Children.Length == 1);

    private void Property(JsonObject properties, JsonArray required, string name, FactNode type, IEnumerable<FactNode> decorators, Place place, FactNode initial, bool isRequired)
    {
        var list = decorators.ToList();
        var key = list.Find(static d => AttributeReader.NameOf(d) == "JsonPropertyName") is { } renamed ? evaluator.TextOrNull(renamed[1], place) : CamelCase(name);
        if (key is null or "")
        {
            IsPartial = true;
            return;
        }

        var schema = Write(type, place);
        var attributes = new AttributeReader(evaluator);
        attributes.Apply(schema, list, place);
        IsPartial |= attributes.IsPartial;
        if (evaluator.Evaluate(initial, place).Primary is ConstantValue { IsNothing: false } value && !initial.IsAbsent && schema.ContainsKey("type") && DefaultOrNull(value) is { } given)
        {
            schema["default"] = given;
        }

        properties[key] = schema;
        ExtractionTrace.Current?.Made(key, place.File.Path, type.Line, $"the member `{name}` of `{place.Type?.Name}`");
        if ((isRequired || list.Exists(static d => AttributeReader.NameOf(d) is "Required" or "JsonRequired")) && !required.Any(r => r?.GetValue<string>() == key))
        {
            required.Add((JsonNode)key);
        }
    }

    /// <summary>A constant as JSON; null where it is nothing.</summary>
    public static JsonNode? DefaultOrNull(ConstantValue value) => value.Content switch
    {
        string text => JsonValue.Create(text),
        bool truth => JsonValue.Create(truth),
        double number => number == Math.Floor(number) && Math.Abs(number) < 1e15 ? JsonValue.Create((long)number) : double.IsFinite(number) ? JsonValue.Create(number) : null,
        _ => null,
    };

    private static string CamelCase(string name) => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(name);

    private JsonObject AtDepth(FactNode type, Place place)
    {
        switch (type.Kind)
        {
            case FactKind.Unary when type.Text == "?":
                return Nullable(Write(type[0], place));
            case FactKind.Unary when type.Text == "[]":
                return type[0] is { Kind: FactKind.Name, Text: "byte" } ? Simple("string") : List(Write(type[0], place));
            case FactKind.Name or FactKind.Member:
                break;
            default:
                IsPartial = true;
                return [];
        }

        var arguments = (type.Kind == FactKind.Name ? type[0] : type[1]).Children;
        if (place.TypeArgumentOrNull(type.Text ?? "") is TypeReference given)
        {
            return given.Symbol is not null && given.Node.Kind != FactKind.Name ? Model(given.Symbol) : Write(given.Node, given.Place);
        }

        if (LibraryTypes.SchemaOrNull(type.Text ?? "", arguments.Length) is { } known)
        {
            return known;
        }

        if (arguments.Length == 1 && LibraryTypes.IsList(type.Text ?? ""))
        {
            return List(Write(arguments[0], place));
        }

        if (arguments.Length == 1 && type.Text is "Nullable")
        {
            return Nullable(Write(arguments[0], place));
        }

        if (arguments.Length == 2 && LibraryTypes.IsMap(type.Text ?? ""))
        {
            return new JsonObject { ["type"] = "object", ["additionalProperties"] = Write(arguments[1], place) };
        }

        if (evaluator.Symbols.ResolveOrNull(type, place.File, place.Type) is not { } symbol)
        {
            IsPartial = true;
            return [];
        }

        return symbol.Keyword == "enum" ? Enum(symbol) : Model(symbol, [.. arguments.Select(a => new TypeReference(evaluator.Symbols.ResolveOrNull(a, place.File, place.Type), a, place))]);
    }

    private JsonObject Enum(TypeSymbol type)
    {
        var values = new JsonArray();
        foreach (var member in type.Fields.Values)
        {
            var renamed = member.Node[2].Children.FirstOrDefault(static d => AttributeReader.NameOf(d) is "JsonStringEnumMemberName" or "EnumMember");
            var text = renamed is null ? null : evaluator.TextOrNull(renamed[1].Kind == FactKind.Keyword ? renamed[1][0] : renamed[1], Place.Of(type.File, type));
            values.Add((JsonNode)(text ?? member.Name));
        }

        return new JsonObject { ["type"] = "string", ["enum"] = values };
    }

    private static JsonObject List(JsonObject items) => new() { ["type"] = "array", ["items"] = items };

    private static JsonObject Simple(string type) => new() { ["type"] = type };

    private static JsonObject Nullable(JsonObject schema)
    {
        if (schema["type"] is JsonValue value)
        {
            schema["type"] = new JsonArray(value.DeepClone(), "null");
            if (schema["enum"] is JsonArray values)
            {
                values.Add((JsonNode?)null);
            }
        }

        return schema;
    }
}
