using System.Text.Json.Nodes;
using Catalog.Crawler.Extractors.Evaluation;
using Catalog.Crawler.Parsing.Facts;

namespace Catalog.Crawler.Extractors.Python.Schemas;

/// <summary>Types as JSON Schema 2020-12, as pydantic would write them with every reference put in place.</summary>
internal sealed class TypeSchemas(Machine machine)
{
    private const int Deepest = 24;
    private const int Most = 20_000;
    private readonly HashSet<ClassValue> _open = [];
    private int _depth;
    private int _count;

    /// <summary>True where a type is not known.</summary>
    public bool IsPartial { get; private set; }

    /// <summary>The schema of a type. A text is the name of a type that is looked up in <paramref name="scope"/>.</summary>
    public JsonObject Of(Value type, Scope? scope)
    {
        if (_depth > Deepest || ++_count > Most)
        {
            IsPartial = true;
            return [];
        }

        _depth++;
        try
        {
            return At(type.Primary, scope);
        }
        finally
        {
            _depth--;
        }
    }

    private JsonObject At(Value type, Scope? scope)
    {
        switch (type)
        {
            case ConstantValue { IsNothing: true, IsUndefined: false }:
                return TypeNames.Of("null");
            case ConstantValue { Text: { } text }:
                return Forward(text, scope);
            case UnknownValue outside when TypeNames.SchemaOrNull(outside.LastName) is { } known:
                return known;
            case TypeValue generic:
                return Generic(generic, scope);
            case ClassValue { Members: { } members }:
                return Enumeration(members);
            case ClassValue own:
                return Model(own);
            default:
                IsPartial = true;
                return [];
        }
    }

    /// <summary>A type that is named in a text because it is defined later. Only names and unions of names are read.</summary>
    private JsonObject Forward(string text, Scope? scope)
    {
        if (text.Contains('|', StringComparison.Ordinal))
        {
            return Union([.. text.Split('|').Select(static t => (Value)ConstantValue.Of(t.Trim()))], scope);
        }

        if (text.StartsWith("Optional[", StringComparison.Ordinal) && text.EndsWith(']'))
        {
            return Union([ConstantValue.Of(text[9..^1]), ConstantValue.Null], scope);
        }

        var name = text.Trim();
        if (name == "None")
        {
            return TypeNames.Of("null");
        }

        if (scope?.FindOrNull(name)?.Value is { } found && found.Primary is not ConstantValue)
        {
            return Of(found, scope);
        }

        var bare = name.IndexOf('[', StringComparison.Ordinal) is > 0 and var at ? name[..at] : name;
        if (TypeNames.SchemaOrNull(bare[(bare.LastIndexOf('.') + 1)..]) is { } known)
        {
            return known;
        }

        IsPartial = true;
        return [];
    }

    private JsonObject Generic(TypeValue type, Scope? scope)
    {
        var arguments = type.Arguments;
        switch (type.Name)
        {
            case "Optional":
                return Union([.. arguments, ConstantValue.Null], scope);
            case "Union":
                return Union(arguments, scope);
            case "Literal":
                return Literal(arguments);
            case "Annotated":
                return Annotated(arguments, scope);
            case "Final" or "Required" or "NotRequired" or "ReadOnly" or "ClassVar" or "SkipValidation" or "Awaitable":
                return arguments.Count > 0 ? Of(arguments[0], scope) : [];
            case "list" or "List" or "Sequence" or "Iterable" or "MutableSequence" or "Collection" or "deque" or "Deque" or "Iterator":
                return new JsonObject { ["type"] = "array", ["items"] = arguments.Count > 0 ? Of(arguments[0], scope) : [] };
            case "set" or "Set" or "frozenset" or "FrozenSet" or "AbstractSet" or "MutableSet":
                return new JsonObject { ["type"] = "array", ["items"] = arguments.Count > 0 ? Of(arguments[0], scope) : [], ["uniqueItems"] = true };
            case "tuple" or "Tuple":
                return Tuple(arguments, scope);
            case "dict" or "Dict" or "Mapping" or "MutableMapping" or "OrderedDict" or "defaultdict" or "DefaultDict":
                return new JsonObject { ["type"] = "object", ["additionalProperties"] = arguments.Count > 1 ? Of(arguments[1], scope) is { Count: > 0 } value ? value : true : true };
            default:
                return Of(type.Origin, scope);
        }
    }

    private JsonObject Tuple(IReadOnlyList<Value> arguments, Scope? scope)
    {
        if (arguments.Count == 2 && FieldValue.IsEllipsis(arguments[1]))
        {
            return new JsonObject { ["type"] = "array", ["items"] = Of(arguments[0], scope) };
        }

        return new JsonObject
        {
            ["type"] = "array",
            ["prefixItems"] = new JsonArray([.. arguments.Select(a => (JsonNode?)Of(a, scope))]),
            ["minItems"] = arguments.Count,
            ["maxItems"] = arguments.Count,
        };
    }

    private JsonObject Union(IReadOnlyList<Value> types, Scope? scope)
    {
        var list = new JsonArray();
        foreach (var type in Flat(types, 0))
        {
            var schema = Of(type, scope);
            if (!list.Any(known => JsonNode.DeepEquals(known, schema)))
            {
                list.Add((JsonNode)schema);
            }
        }

        return list.Count == 1 ? (JsonObject)list[0]!.DeepClone() : new JsonObject { ["anyOf"] = list };
    }

    private static IEnumerable<Value> Flat(IEnumerable<Value> types, int depth) =>
        types.SelectMany(t => t.Primary is TypeValue { Name: "Union" } inner && depth < 8 ? Flat(inner.Arguments, depth + 1) : [t]);

    private JsonObject Literal(IReadOnlyList<Value> arguments)
    {
        var values = arguments.SelectMany(a => machine.ItemsOrNull(a.Primary is ListValue ? a : ListValue.Of([a])) ?? []).Select(static s => s.Value).ToList();
        var writer = new ValueJson(machine);
        var list = new JsonArray([.. values.Select(v => writer.Write(v))]);
        IsPartial |= writer.IsPartial;
        var schema = list.Count == 1 ? new JsonObject { ["const"] = list[0]?.DeepClone() } : new JsonObject { ["enum"] = list };
        if (values.TrueForAll(static v => v.Primary is ConstantValue { Text: not null }))
        {
            schema["type"] = "string";
        }
        else if (values.TrueForAll(static v => v.Primary is ConstantValue { Content: double }))
        {
            schema["type"] = "integer";
        }

        return schema;
    }

    private JsonObject Annotated(IReadOnlyList<Value> arguments, Scope? scope)
    {
        if (arguments.Count == 0)
        {
            return [];
        }

        var schema = Of(arguments[0], scope);
        foreach (var note in arguments.Skip(1))
        {
            switch (note.Primary)
            {
                case FieldValue field:
                    IsPartial |= new FieldSchemas(machine).Apply(field, schema);
                    break;
                case ConstantValue { Text: { } words }:
                    schema["description"] = words;
                    break;
                default:
                    break;
            }
        }

        return schema;
    }

    private JsonObject Enumeration(ListValue members)
    {
        var writer = new ValueJson(machine);
        var list = new JsonArray([.. members.Items.Select(i => writer.Write(i.Value))]);
        IsPartial |= writer.IsPartial;
        var schema = new JsonObject { ["enum"] = list };
        if (members.Items.TrueForAll(static i => i.Value.Primary is ConstantValue { Text: not null }))
        {
            schema["type"] = "string";
        }
        else if (members.Items.TrueForAll(static i => i.Value.Primary is ConstantValue { Content: double }))
        {
            schema["type"] = "integer";
        }

        return schema;
    }

    /// <summary>A pydantic model, a dataclass or a <c>TypedDict</c>: its annotated members, those of its ancestors first.</summary>
    public JsonObject Model(ClassValue type)
    {
        if (!_open.Add(type))
        {
            return TypeNames.Of("object");
        }

        var properties = new JsonObject();
        var required = new SortedDictionary<int, string>();
        foreach (var ancestor in type.Chain().Reverse())
        {
            foreach (var field in ancestor.Node[1].Children)
            {
                if (field is { Kind: FactKind.Field, Text: { } name } && !field[2].IsAbsent && !name.StartsWith('_') && name != "model_config")
                {
                    Member(ancestor, field, name, properties, required);
                }
            }
        }

        _open.Remove(type);
        IsPartial |= properties.Count == 0 && type.Chain().Last().Base is not null and not UnknownValue { LastName: "BaseModel" or "TypedDict" };
        var schema = new JsonObject { ["type"] = "object", ["properties"] = properties };
        if (required.Count > 0)
        {
            schema["required"] = new JsonArray([.. required.Values.Select(static n => (JsonNode?)n)]);
        }

        if (type.Statics.FindOrNull("__doc__")?.Primary is ConstantValue { Text: { } words })
        {
            schema["description"] = words.Trim();
        }

        return schema;
    }

    private void Member(ClassValue owner, FactNode field, string name, JsonObject properties, SortedDictionary<int, string> required)
    {
        var annotation = machine.Evaluate(field[2], owner.Scope, new Frame(ConstantValue.Undefined, null, machine.Depth));
        if (annotation.Primary is TypeValue { Name: "ClassVar" } or UnknownValue { LastName: "ClassVar" })
        {
            return;
        }

        var value = field[0].IsAbsent ? null : owner.Statics.FindOrNull(name);
        var (key, schema, isRequired) = new FieldSchemas(machine).Property(this, name, annotation, value, owner.Scope);
        IsPartial |= schema.IsPartial;
        isRequired &= annotation.Primary is not TypeValue { Name: "NotRequired" };
        properties[key] = schema.Json;
        foreach (var old in required.Where(r => r.Value == key).Select(static r => r.Key).ToList())
        {
            required.Remove(old);
        }

        if (isRequired)
        {
            required[required.Count == 0 ? 0 : required.Keys.Last() + 1] = key;
        }
    }
}
