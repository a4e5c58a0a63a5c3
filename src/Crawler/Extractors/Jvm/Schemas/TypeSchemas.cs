using System.Text.Json.Nodes;
using Catalog.Crawler.Extractors.Evaluation;
using Catalog.Crawler.Extractors.Explaining;
using Catalog.Crawler.Extractors.Jvm.Lowering;
using Catalog.Crawler.Extractors.Jvm.Registrations;
using Catalog.Crawler.Extractors.Jvm.Runtime;
using Catalog.Crawler.Parsing.Facts;

namespace Catalog.Crawler.Extractors.Jvm.Schemas;

/// <summary>Types of the source as JSON Schema, the way that the SDKs make them from a method's parameters.</summary>
/// <param name="machine">Evaluates what annotations say.</param>
/// <param name="host">Finds classes.</param>
/// <param name="isRequiredByDefault">True where a member of an object must be given unless the source says otherwise.</param>
internal sealed class TypeSchemas(Machine machine, JvmHost host, bool isRequiredByDefault)
{
    private const int Deepest = 8;
    private readonly HashSet<FactNode> _open = [];

    /// <summary>The schema of a type that stands in a class.</summary>
    public JsonObject Of(FactNode type, ClassValue from, int depth = 0)
    {
        var name = Types.NameOf(type);
        switch (name)
        {
            case "String" or "char" or "Character" or "CharSequence" or "Char" or "Path" or "File" or "Locale" or "ZoneId" or "TimeZone" or "Pattern":
                return Plain("string");
            case "int" or "Integer" or "long" or "Long" or "short" or "Short" or "byte" or "Byte" or "BigInteger" or "Int" or "UInt" or "ULong" or "AtomicInteger" or "AtomicLong" or "OptionalInt" or "OptionalLong":
                return Plain("integer");
            case "double" or "Double" or "float" or "Float" or "BigDecimal" or "Number" or "OptionalDouble":
                return Plain("number");
            case "boolean" or "Boolean" or "AtomicBoolean":
                return Plain("boolean");
            case "LocalDate":
                return Plain("string", "date");
            case "LocalDateTime" or "Instant" or "ZonedDateTime" or "OffsetDateTime" or "Date" or "Timestamp":
                return Plain("string", "date-time");
            case "LocalTime" or "OffsetTime":
                return Plain("string", "time");
            case "Duration" or "Period":
                return Plain("string", "duration");
            case "UUID":
                return Plain("string", "uuid");
            case "URI" or "URL":
                return Plain("string", "uri");
            case "[]" or "List" or "Set" or "Collection" or "Iterable" or "ArrayList" or "LinkedList" or "HashSet" or "LinkedHashSet" or "SortedSet" or "Array" or "MutableList" or "MutableSet" or "Stream" or "Sequence":
                var array = Plain("array");
                array["items"] = Item(Types.ArgumentOf(type, 0), from, depth);
                return array;
            case "IntArray" or "LongArray" or "DoubleArray" or "FloatArray" or "BooleanArray":
                var numbers = Plain("array");
                numbers["items"] = Plain(name.StartsWith("Bool", StringComparison.Ordinal) ? "boolean" : name[0] is 'D' or 'F' ? "number" : "integer");
                return numbers;
            case "Map" or "HashMap" or "LinkedHashMap" or "TreeMap" or "SortedMap" or "MutableMap" or "ConcurrentMap":
                var map = Plain("object");
                if (Item(Types.ArgumentOf(type, 1), from, depth) is { Count: > 0 } values)
                {
                    map["additionalProperties"] = values;
                }

                return map;
            case "Optional" or "CompletionStage" or "CompletableFuture" or "Mono" or "Uni" or "AtomicReference":
                return Item(Types.ArgumentOf(type, 0), from, depth);
            case "JsonObject" or "ObjectNode" or "JSONObject":
                return Plain("object");
            case "JsonArray" or "ArrayNode" or "JSONArray":
                return Plain("array");
            case "" or "Object" or "Any" or "JsonNode" or "JsonElement" or "T" or "?" or "void" or "Unit":
                return [];
            default:
                return host.Members.Resolve(machine, Types.FullNameOf(type), from) is ClassValue made ? OfClass(made, depth) : Plain("object");
        }
    }

    /// <summary>The schema of a class of the source: an enumeration's constants, or an object's members.</summary>
    public JsonObject OfClass(ClassValue type, int depth = 0)
    {
        if (ClassMembers.Kind(type) == "enum")
        {
            var constants = Plain("string");
            constants["enum"] = new JsonArray([.. type.Node[1].Children.Where(static c => c.Kind == FactKind.Property && c[4].Text == "enum").Select(c => (JsonNode)JsonValue.Create(Renamed(c[3], type) ?? c.Text!))]);
            return constants;
        }

        var schema = Plain("object");
        if (depth >= Deepest || !_open.Add(type.Node))
        {
            return schema;
        }

        var properties = new JsonObject();
        var required = new JsonArray();
        foreach (var ancestor in host.Members.Ancestors(machine, type).Where(static a => ClassMembers.Kind(a) != "interface").Reverse())
        {
            foreach (var member in ClassFields.Of(ancestor))
            {
                AddMember(member, ancestor, properties, required, depth);
            }
        }

        _open.Remove(type.Node);
        if (properties.Count > 0)
        {
            schema["properties"] = properties;
        }

        if (required.Count > 0)
        {
            schema["required"] = required;
        }

        return schema;
    }

    private void AddMember(ClassField member, ClassValue type, JsonObject properties, JsonArray required, int depth)
    {
        var annotations = new AnnotationReader(machine, host, type);
        if (annotations.FindOrNull(member.Annotations, "JsonIgnore", "Transient") is not null)
        {
            return;
        }

        var name = Renamed(member.Annotations, type) ?? member.Name;
        var schema = Of(member.Type, type, depth + 1);
        if (Description(annotations, member.Annotations) is { } description)
        {
            schema["description"] = description;
        }

        if (annotations.FindOrNull(member.Annotations, "JsonProperty") is { } property && annotations.TextOrNull(property, "defaultValue") is { Length: > 0 } usual)
        {
            schema["default"] = usual;
        }
        else if (!member.Default.IsAbsent && member.Default.Kind is FactKind.String or FactKind.Number or FactKind.True or FactKind.False)
        {
            schema["default"] = new ValueJson(machine).Write(machine.Evaluate(member.Default, type.Scope, new Frame(type, type, 0)));
        }

        properties[name] = schema;
        ExtractionTrace.Current?.Made(name, type.Scope.Module.Path, member.Type.Line, $"the member `{member.Name}` of `{type.Name}`");
        if (IsRequired(annotations, member))
        {
            required.Add(name);
        }
    }

    private bool IsRequired(AnnotationReader annotations, ClassField member)
    {
        foreach (var (annotation, attribute) in new[] { ("ToolParam", "required"), ("McpToolParam", "required"), ("ToolArg", "required"), ("P", "required"), ("JsonProperty", "required") })
        {
            if (annotations.FindOrNull(member.Annotations, annotation) is { } found && annotations.FlagOrNull(found, attribute) is { } said)
            {
                return said;
            }
        }

        if (annotations.FindOrNull(member.Annotations, "NotNull", "NotBlank", "NotEmpty", "Nonnull", "NonNull") is not null)
        {
            return true;
        }

        var isOptional = Types.MayBeNull(member.Type) || !member.Default.IsAbsent || Types.NameOf(member.Type).StartsWith("Optional", StringComparison.Ordinal)
            || annotations.FindOrNull(member.Annotations, "Nullable", "CheckForNull") is not null;
        return !isOptional && (isRequiredByDefault || member.IsKotlin);
    }

    private static string? Description(AnnotationReader annotations, FactNode list)
    {
        foreach (var (annotation, attribute) in new[] { ("JsonPropertyDescription", "value"), ("ToolParam", "description"), ("McpToolParam", "description"), ("ToolArg", "description"), ("McpDescription", "description"), ("LLMDescription", "value"), ("Description", "value"), ("P", "value"), ("Schema", "description") })
        {
            if (annotations.FindOrNull(list, annotation) is { } found && (annotations.TextOrNull(found, attribute) ?? annotations.TextOrNull(found, "value") ?? annotations.TextOrNull(found, "description")) is { Length: > 0 } text)
            {
                return text;
            }
        }

        return null;
    }

    private string? Renamed(FactNode annotations, ClassValue type)
    {
        var reader = new AnnotationReader(machine, host, type);
        return reader.FindOrNull(annotations, "JsonProperty", "SerialName", "SerializedName") is { } found && reader.TextOrNull(found, "value") is { Length: > 0 } name ? name : null;
    }

    private JsonObject Item(FactNode type, ClassValue from, int depth) => type.IsAbsent || depth >= Deepest ? [] : Of(type, from, depth + 1);

    private static JsonObject Plain(string type, string? format = null)
    {
        var schema = new JsonObject { ["type"] = type };
        if (format is not null)
        {
            schema["format"] = format;
        }

        return schema;
    }
}
