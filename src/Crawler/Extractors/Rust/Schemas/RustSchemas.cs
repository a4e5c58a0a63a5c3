using System.Text.Json.Nodes;
using Catalog.Crawler.Extractors.Evaluation;
using Catalog.Crawler.Extractors.Rust.Runtime;
using Catalog.Crawler.Parsing.Facts;

namespace Catalog.Crawler.Extractors.Rust.Schemas;

/// <summary>Types of Rust as JSON Schema, by the rules of serde and schemars: what is no <c>Option</c> and has no default is required.</summary>
/// <param name="items">The program's types.</param>
/// <param name="constant">What a constant expression of an attribute is worth; null where it is not constant.</param>
internal sealed partial class RustSchemas(RustItems items, Func<FactNode, EvaluatedModule, JsonNode?> constant)
{
    private const int Deepest = 24;
    private const int Most = 20_000;
    private readonly Stack<FactNode> _open = new();
    private int _nodes;

    /// <summary>The schema of a tool's arguments of a type; an object without properties where the type is not known.</summary>
    /// <param name="type">The type as lowered.</param>
    /// <param name="from">The file that names it.</param>
    /// <param name="isPartial">True where a type is not the program's own and nothing is known of it.</param>
    public JsonObject Arguments(FactNode type, EvaluatedModule from, out bool isPartial)
    {
        _nodes = 0;
        _isPartial = false;
        var schema = Of(type, from);
        isPartial = _isPartial;
        schema["type"] ??= "object";
        return schema;
    }

    private bool _isPartial;

    /// <summary>The schema of a type.</summary>
    public JsonObject Of(FactNode type, EvaluatedModule from)
    {
        if (_open.Count > Deepest || ++_nodes > Most)
        {
            return [];
        }

        var name = (type.Kind == FactKind.Index ? type[0].Text : type.Text) ?? "";
        var last = name[(name.LastIndexOf(':') + 1)..];
        return type.Kind switch
        {
            FactKind.Array => Tuple(type.Children, from),
            FactKind.Index or FactKind.Name => Plain(last) is { } plain && items.FindOrNull(name, from, IsType) is null ? plain : Generic(last, type, from) ?? Named(name, from),
            _ => [],
        };
    }

    public static bool IsOption(FactNode type) => type.Kind == FactKind.Index && type[0].Text is { } name && (name == "Option" || name.EndsWith("::Option", StringComparison.Ordinal));

    private static bool IsType(RustItem item) => item.TypeKind is not null;

    private static JsonObject? Plain(string name) =>
        name switch
        {
            "String" or "str" or "char" or "PathBuf" or "Path" or "OsString" or "SmolStr" or "CompactString" or "Decimal" or "Regex" => new JsonObject { ["type"] = "string" },
            "Uuid" => new JsonObject { ["type"] = "string", ["format"] = "uuid" },
            "Url" => new JsonObject { ["type"] = "string", ["format"] = "uri" },
            "NaiveDate" => new JsonObject { ["type"] = "string", ["format"] = "date" },
            "NaiveDateTime" or "OffsetDateTime" => new JsonObject { ["type"] = "string", ["format"] = "date-time" },
            "IpAddr" or "Ipv4Addr" or "Ipv6Addr" => new JsonObject { ["type"] = "string" },
            "bool" => new JsonObject { ["type"] = "boolean" },
            "i8" or "i16" or "i32" or "i64" or "i128" or "isize" => new JsonObject { ["type"] = "integer" },
            "u8" or "u16" or "u32" or "u64" or "u128" or "usize" => new JsonObject { ["type"] = "integer", ["minimum"] = 0 },
            "NonZeroU8" or "NonZeroU16" or "NonZeroU32" or "NonZeroU64" or "NonZeroUsize" => new JsonObject { ["type"] = "integer", ["minimum"] = 1 },
            "f32" or "f64" => new JsonObject { ["type"] = "number" },
            "Value" => [],
            "JsonObject" or "Map" => new JsonObject { ["type"] = "object", ["additionalProperties"] = true },
            "EmptyObject" => new JsonObject { ["type"] = "object", ["properties"] = new JsonObject() },
            _ => null,
        };

    private JsonObject? Generic(string name, FactNode type, EvaluatedModule from)
    {
        if (type.Kind != FactKind.Index)
        {
            return null;
        }

        switch (name)
        {
            case "Option":
                return Nullable(Of(type[1], from));
            case "Vec" or "VecDeque" or "LinkedList" or "[]" or "Box<[T]>" or "SmallVec":
                return new JsonObject { ["type"] = "array", ["items"] = Of(type[1], from) };
            case "HashSet" or "BTreeSet" or "IndexSet":
                return new JsonObject { ["type"] = "array", ["uniqueItems"] = true, ["items"] = Of(type[1], from) };
            case "HashMap" or "BTreeMap" or "IndexMap" or "Map":
                return new JsonObject { ["type"] = "object", ["additionalProperties"] = Of(type[2], from) };
            case "Box" or "Arc" or "Rc" or "Cow" or "Parameters" or "Json" or "RefCell" or "Mutex" or "Wrapping":
                return Of(type[type.Children.Length - 1], from);
            case "DateTime":
                return new JsonObject { ["type"] = "string", ["format"] = "date-time" };
            default:
                return null;
        }
    }

    private JsonObject Tuple(FactNode[] parts, EvaluatedModule from) =>
        parts.Length == 0
            ? new JsonObject { ["type"] = "null" }
            : new JsonObject { ["type"] = "array", ["prefixItems"] = new JsonArray([.. parts.Select(p => Of(p, from))]), ["minItems"] = parts.Length, ["maxItems"] = parts.Length };

    private static JsonObject Nullable(JsonObject schema)
    {
        if (schema["type"] is JsonValue single && single.TryGetValue(out string? type))
        {
            schema["type"] = new JsonArray(type, "null");
            (schema["enum"] as JsonArray)?.Add(null);
            return schema;
        }

        return schema.Count == 0 ? schema : new JsonObject { ["anyOf"] = new JsonArray(schema, new JsonObject { ["type"] = "null" }) };
    }

    private JsonObject Named(string name, EvaluatedModule from)
    {
        if (items.FindOrNull(name, from, IsType) is not { } item || _open.Contains(item.Node))
        {
            _isPartial |= !_open.Any(n => n.Text == name[(name.LastIndexOf(':') + 1)..]) && name.Length > 1;
            return [];
        }

        _open.Push(item.Node);
        try
        {
            var schema = item.TypeKind switch
            {
                "struct" => Struct(item.Node, item.Node[1], item.Module, null),
                "tuple" => item.Node[1].Children.Length == 1 ? Of(item.Node[1][0][2], item.Module) : Tuple([.. item.Node[1].Children.Select(static f => f[2])], item.Module),
                "enum" => Enum(item),
                _ => Of(item.Node[0][0][0], item.Module),
            };
            if (item.TypeKind != "alias")
            {
                Describe(schema, item.Node, item.Module);
            }

            return schema;
        }
        finally
        {
            _open.Pop();
        }
    }

    /// <summary>Doc comments and attributes that say something of the schema itself.</summary>
    private void Describe(JsonObject schema, FactNode node, EvaluatedModule from)
    {
        var docs = string.Join('\n', RustAttributes.Docs(node).Select(static d => d.Text?.Trim() ?? "")).Trim();
        if (docs.Length > 0)
        {
            schema["description"] = docs;
        }

        foreach (var attribute in RustAttributes.Of(node, "schemars").Concat(RustAttributes.Of(node, "json_schema")).Concat(RustAttributes.Of(node, "validate")))
        {
            foreach (var argument in attribute.Children.Skip(1))
            {
                Apply(schema, argument, from);
            }
        }
    }

    private void Apply(JsonObject schema, FactNode argument, EvaluatedModule from)
    {
        switch (argument.Kind)
        {
            case FactKind.Keyword when argument.Text is "description" or "title" or "default" or "format" or "minimum" or "maximum" or "min_length" or "max_length" or "min_items" or "max_items" or "pattern":
                if (constant(argument[0], from) is { } value)
                {
                    schema[RustNames.Rename(argument.Text, "camelCase")] = value;
                }

                break;
            case FactKind.Call when argument[0].Text is "range" or "length":
                foreach (var bound in argument.Children.Skip(1).Where(static b => b.Kind == FactKind.Keyword))
                {
                    var key = (argument[0].Text, bound.Text) switch
                    {
                        ("range", "min") => "minimum",
                        ("range", "max") => "maximum",
                        (_, "min") => IsArray(schema) ? "minItems" : "minLength",
                        (_, "max") => IsArray(schema) ? "maxItems" : "maxLength",
                        _ => null,
                    };
                    if (key is not null && constant(bound[0], from) is { } limit)
                    {
                        schema[key] = limit;
                    }
                }

                break;
            case FactKind.Call when argument[0].Text == "regex":
                var pattern = argument.Children.FirstOrDefault(static c => c is { Kind: FactKind.Keyword, Text: "pattern" })?.Children[0];
                if (pattern is { Kind: FactKind.String })
                {
                    schema["pattern"] = pattern.Text;
                }

                break;
            default:
                break;
        }
    }

    private static bool IsArray(JsonObject schema) => schema["items"] is not null;
}
