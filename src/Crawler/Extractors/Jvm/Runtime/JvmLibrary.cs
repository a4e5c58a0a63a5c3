using Catalog.Crawler.Extractors.Evaluation;

namespace Catalog.Crawler.Extractors.Jvm.Runtime;

/// <summary>The parts of the standard libraries and of the usual JSON libraries that definitions of tools are made with.</summary>
internal static class JvmLibrary
{
    private static readonly HashSet<string> Lists = new(StringComparer.Ordinal) { "ArrayList", "LinkedList", "HashSet", "LinkedHashSet", "TreeSet", "CopyOnWriteArrayList", "Vector", "JSONArray", "JsonArray", "ArrayNode", "ArrayDeque" };
    private static readonly HashSet<string> Maps = new(StringComparer.Ordinal) { "HashMap", "LinkedHashMap", "TreeMap", "ConcurrentHashMap", "JsonObject", "JSONObject", "ObjectNode", "EnumMap" };

    private static readonly HashSet<string> ListMakers = new(StringComparer.Ordinal)
    {
        "List.of", "Set.of", "Arrays.asList", "Stream.of", "ImmutableList.of", "ImmutableSet.of", "Collections.singletonList", "Collections.singleton", "Collections.emptyList", "Collections.emptySet", "Lists.newArrayList",
        "List.copyOf", "Set.copyOf", "Arrays.stream", "Collections.unmodifiableList", "Collections.unmodifiableSet", "EnumSet.of", "Flux.just", "Stream.concat",
    };

    private static readonly HashSet<string> MapMakers = new(StringComparer.Ordinal)
    {
        "Map.of", "Map.ofEntries", "ImmutableMap.of", "Collections.emptyMap", "Collections.singletonMap", "Map.copyOf", "Collections.unmodifiableMap", "Maps.newHashMap",
    };

    private static readonly HashSet<string> Kept = new(StringComparer.Ordinal)
    {
        "Optional.of", "Optional.ofNullable", "Objects.requireNonNull", "Objects.requireNonNullElse", "String.valueOf", "Mono.just", "CompletableFuture.completedFuture", "Integer.valueOf", "Boolean.valueOf", "Long.valueOf", "Objects.toString",
        "JsonPrimitive", "Lazy.of", "Supplier.of", "Collections.synchronizedList", "JsonNodeFactory.textNode", "TextNode.valueOf",
    };

    /// <summary>An instance of a class of a library that holds values; null for another one.</summary>
    public static Value? NewOrNull(string name, CallSite call)
    {
        name = name.EndsWith("()", StringComparison.Ordinal) ? name[..^2] : name;
        if (Lists.Contains(name))
        {
            return Copied(call);
        }

        if (Maps.Contains(name))
        {
            return call[0] is RecordValue { Class: null } source ? MapMembers.Copy(source) : call[0] is ConstantValue { Text: { } json } ? JsonTexts.Parsed(json) : new RecordValue { IsOpen = call.Arguments.Count > 0 && call[0] is UnknownValue };
        }

        return name switch
        {
            "JsonPrimitive" or "TextNode" or "String" or "AtomicReference" when call.Arguments.Count > 0 => call.Arguments[0],
            "String" => ConstantValue.Of(""),
            "StringBuilder" or "StringJoiner" => new TextBuilderValue(call),
            "SimpleEntry" or "SimpleImmutableEntry" or "Pair" when call.Arguments.Count == 2 => MapMembers.Pair(call.Arguments[0], call.Arguments[1]),
            _ => null,
        };
    }

    /// <summary>What a name of the libraries means that nothing in the source declares, above all functions of Kotlin; null for another one.</summary>
    public static Value? GlobalOrNull(Machine machine, JvmHost host, string bare, string name) => bare == name ? null : KotlinLibrary.FunctionOrNull(machine, host, bare);

    /// <summary>A member that the language gives to every class of a kind; null where there is none.</summary>
    public static Value? OfClassOrNull(Machine machine, JvmHost host, ClassValue type, string name)
    {
        switch (name)
        {
            case "java" or "kotlin" or "javaObjectType" or "serializer()":
                return name == "serializer()" ? Native.Of(name, (_, _) => type) : type;
            case "getResourceAsStream()" or "getResource()":
                return HelperOrNull(host, name);
            case "getClassLoader()" or "classLoader":
                return name == "classLoader" ? UnknownValue.Plain : Native.Of(name, static (_, _) => UnknownValue.Plain);
            case "getSimpleName()" or "getName()":
                return Native.Of(name, (_, _) => ConstantValue.Of(type.Name ?? ""));
            case "simpleName":
                return ConstantValue.Of(type.Name ?? "");
            case "values()" or "entries" or "entries()" when ClassMembers.Kind(type) == "enum":
                var constants = ListValue.Of(host.Members.Constants(machine, type));
                return name == "entries" ? constants : Native.Of(name, (_, _) => constants);
            case "valueOf()" when ClassMembers.Kind(type) == "enum":
                return Native.Of(name, (m, call) => Native.TextOrNull(call, 0) is { } constant ? host.Members.StaticOrNull(m, type, constant) ?? UnknownValue.Plain : UnknownValue.Plain);
            default:
                // `Type::method`: the instance is the first argument.
                return name.EndsWith("()", StringComparison.Ordinal) && host.Members.Methods(machine, type, name).Any()
                    ? Native.Of(name, (m, call) => call.Arguments.Count == 0 ? UnknownValue.Plain : m.Invoke(m.GetMember(call[0], name), With(call, call.Arguments[0], [.. call.Arguments.Skip(1)])))
                    : null;
        }
    }

    /// <summary>A member of a value that no class of the source makes; null where it is not known to have it.</summary>
    public static Value? MemberOrNull(Machine machine, JvmHost host, Value target, string name)
    {
        if (KotlinLibrary.ScopeFunctionOrNull(host, target, name) is { } scoped)
        {
            return scoped;
        }

        return target.Primary switch
        {
            UnknownValue or LibraryObject when HelperOrNull(host, name) is { } helper => helper,
            UnknownValue unknown => StaticOrNull(machine, unknown, name),
            ConstantValue { Text: not null } text => TextMembers.Of(text, name),
            ConstantValue { Content: double or bool } constant => Number(constant, name),
            ListValue list => ListMembers.OrNull(host, list, name),
            RecordValue { Tag: EnumConstant constant } => EnumMember(constant, name),
            RecordValue { Class: null } map => MapMembers.OrNull(host, map, name),
            LibraryObject made => MemberOf(machine, host, made, name),
            TextBuilderValue builder => builder.Member(name),
            FunctionValue or NativeValue when name is "apply()" or "get()" or "accept()" or "run()" or "invoke()" or "call()" or "test()" or "create()" => target.Primary,
            _ => null,
        };
    }

    public static CallSite With(CallSite call, Value self, IReadOnlyList<Value> arguments) =>
        new() { Node = call.Node, File = call.File, This = self, Name = call.Name, Arguments = arguments, Named = call.Named, IsOpen = call.IsOpen };

    /// <summary>A list of the arguments; a single list among them is copied.</summary>
    public static ListValue Copied(CallSite call) =>
        call.Arguments.Count == 1 && call[0] is ListValue list
            ? new ListValue { Items = [.. list.Items], IsOpen = list.IsOpen }
            : call.Arguments.Count == 1 && call[0] is ConstantValue { Content: double } ? new ListValue() : new ListValue { Items = [.. call.Arguments.Select(static a => new Slot(a, null))], IsOpen = call.IsOpen };

    private static Value? StaticOrNull(Machine machine, UnknownValue target, string name)
    {
        var owner = target.Path.Length > 0 ? target.LastName : target.Module ?? "";
        owner = owner[(owner.LastIndexOf('.') + 1)..];
        if (!name.EndsWith("()", StringComparison.Ordinal))
        {
            return null;
        }

        var full = $"{owner}.{name[..^2]}";
        if (ListMakers.Contains(full))
        {
            return Native.Of(full, static (_, call) => call.Name == "concat()" ? new ListValue { Items = [.. call.Arguments.OfType<ListValue>().SelectMany(static l => l.Items)], IsOpen = call.Arguments.Any(static a => a is not ListValue) } : Copied(call));
        }

        if (MapMakers.Contains(full))
        {
            return Native.Of(full, static (_, call) => MapMembers.Made(call));
        }

        if (Kept.Contains(full))
        {
            return Native.Of(full, static (_, call) => call.Arguments.Count > 0 ? call.Arguments[0] : UnknownValue.Plain);
        }

        return full switch
        {
            "String.join" => Native.Of(full, static (m, call) => TextMembers.Joined(m, call.Arguments.ElementAtOrDefault(0), call.Arguments.Count == 2 && call[1] is ListValue list ? list : new ListValue { Items = [.. call.Arguments.Skip(1).Select(static a => new Slot(a, null))] })),
            "String.format" or "MessageFormat.format" => Native.Of(full, static (_, call) => TextMembers.Formatted(call.Arguments.ElementAtOrDefault(0) ?? UnknownValue.Plain, [.. call.Arguments.Skip(1)])),
            "Map.entry" => Native.Of(full, static (_, call) => call.Arguments.Count == 2 ? MapMembers.Pair(call.Arguments[0], call.Arguments[1]) : UnknownValue.Plain),
            "Optional.empty" => Native.Of(full, static (_, _) => ConstantValue.Null),
            "System.getenv" or "System.getProperty" => Native.Of(full, static (_, call) => Environment(call)),
            "System.exit" => Native.Of(full, static (m, _) =>
            {
                m.Abort();
                return ConstantValue.Undefined;
            }),
            "System.lineSeparator" => Native.Of(full, static (_, _) => ConstantValue.Of("\n")),
            "JsonNodeFactory.instance" or "Json.createObjectBuilder" => Native.Of(full, static (_, _) => new RecordValue()),
            "Json.createArrayBuilder" => Native.Of(full, static (_, _) => new ListValue()),
            "JsonParser.parseString" or "Json.parseToJsonElement" => Native.Of(full, static (_, call) => JsonTexts.Parsed(call[0])),
            _ => null,
        };
    }

    /// <summary>What mappers of JSON and loaders of classes do, whatever object they are; null for other names.</summary>
    private static NativeValue? HelperOrNull(JvmHost host, string name) =>
        name switch
        {
            "createObjectNode()" or "objectNode()" => Native.Of(name, static (_, _) => new RecordValue()),
            "createArrayNode()" or "arrayNode()" => Native.Of(name, static (_, _) => new ListValue()),
            "readTree()" or "readValue()" or "parseToJsonElement()" or "decodeFromString()" or "fromJson()" => Native.Of(name, static (_, call) => JsonTexts.Parsed(call.Arguments.FirstOrDefault(static a => a.Primary is ConstantValue { Text: not null }) ?? UnknownValue.Plain)),
            "writeValueAsString()" or "toJson()" => Native.Of(name, static (m, call) => JsonTexts.Written(m, call[0]) ?? UnknownValue.Plain),
            "getResourceAsStream()" or "getResource()" or "getSystemResourceAsStream()" => Native.Of(name, (_, call) => Native.TextOrNull(call, 0) is { } path ? host.Resource(path) : UnknownValue.Plain),
            _ => null,
        };

    /// <summary>What the outside says is null at a start with nothing set, and depends on its name.</summary>
    private static Value Environment(CallSite call) =>
        call.Arguments.Count > 1 ? Machine.Taint(call.Arguments[1], Native.TextOrNull(call, 0)) : Native.TextOrNull(call, 0) is { } name ? ConstantValue.Null.With(name, partial: false) : UnknownValue.Plain;

    private static Value? Number(ConstantValue constant, string name) =>
        name is "toString()" or "intValue()" or "longValue()" or "doubleValue()" or "booleanValue()" or "toInt()" or "toLong()" or "toDouble()"
            ? Native.Of(name, (_, _) => name == "toString()" ? Native.Text(constant.ToString(), constant) : constant)
            : null;

    private static Value? EnumMember(EnumConstant constant, string name) =>
        name switch
        {
            "name()" or "toString()" => Native.Of(name, (_, _) => ConstantValue.Of(constant.Name)),
            "name" => ConstantValue.Of(constant.Name),
            "equals()" => Native.Of(name, static (_, call) => JvmOperators.Equal(call.This.Primary, call[0]) is { } equal ? ConstantValue.Of(equal) : UnknownValue.Plain),
            _ => null,
        };

    /// <summary>A builder takes what it is given and stays itself; what was given can be asked for.</summary>
    private static Value MemberOf(Machine machine, JvmHost host, LibraryObject made, string name)
    {
        if (!name.EndsWith("()", StringComparison.Ordinal))
        {
            return made.FindOrNull(name) ?? UnknownValue.Plain;
        }

        var bare = name[..^2];
        return Native.Of(name, (m, call) =>
        {
            if (call.Arguments.Count == 0 && call.Named.Count == 0 && bare != "build")
            {
                var own = bare.StartsWith("get", StringComparison.Ordinal) && bare.Length > 3 ? char.ToLowerInvariant(bare[3]) + bare[4..] : bare;
                if (made.FindOrNull(own) is { } given)
                {
                    return given;
                }
            }

            var arguments = call.Arguments;
            if (call.Arguments is [FunctionValue function] && function.Node[0].Children.Length <= 1 && bare is not ("callHandler" or "handler" or "toolFunction"))
            {
                // `.annotations(a -> a.readOnlyHint(true))`: what the function does to its argument is what is given.
                var inner = new LibraryObject($"{made.Type}.{bare}", call);
                inner.Add(new LibraryCall("", [], call.Named, null));
                KotlinLibrary.CallWith(m, function, inner);
                arguments = [function, inner];
            }

            foreach (var argument in arguments)
            {
                m.Later(argument);
            }

            made.Add(new LibraryCall(bare, arguments, call.Named, m.Condition));
            return made;
        });
    }
}
