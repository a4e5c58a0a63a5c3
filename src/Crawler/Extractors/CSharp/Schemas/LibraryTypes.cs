using System.Text.Json.Nodes;

namespace Catalog.Crawler.Extractors.CSharp.Schemas;

/// <summary>Types of .NET's library as JSON Schema.</summary>
internal static class LibraryTypes
{
    /// <summary>The schema of a type that is no collection; null where the name is none of these.</summary>
    public static JsonObject? SchemaOrNull(string name, int arguments) => arguments > 0 ? null : name switch
    {
        "string" or "String" or "Rune" or "StringBuilder" => Of("string"),
        "char" or "Char" => new JsonObject { ["type"] = "string", ["minLength"] = 1, ["maxLength"] = 1 },
        "bool" or "Boolean" => Of("boolean"),
        "int" or "uint" or "long" or "ulong" or "short" or "ushort" or "byte" or "sbyte" or "nint" or "nuint" or "Int128" or "UInt128" or "BigInteger"
            or "Int16" or "Int32" or "Int64" or "UInt16" or "UInt32" or "UInt64" or "Byte" or "SByte" => Of("integer"),
        "double" or "float" or "decimal" or "Half" or "Double" or "Single" or "Decimal" => Of("number"),
        "DateTime" or "DateTimeOffset" => Formatted("date-time"),
        "DateOnly" => Formatted("date"),
        "TimeOnly" => Formatted("time"),
        "TimeSpan" => new JsonObject { ["type"] = "string", ["pattern"] = @"^-?(\d+\.)?\d{2}:\d{2}:\d{2}(\.\d{1,7})?$" },
        "Guid" => Formatted("uuid"),
        "Uri" => Formatted("uri"),
        "Version" or "CultureInfo" or "IPAddress" => Of("string"),
        "JsonObject" => Of("object"),
        "JsonArray" => Of("array"),
        "object" or "Object" or "dynamic" or "JsonElement" or "JsonNode" or "JsonDocument" or "JsonValue" => [],
        "ArrayList" or "IEnumerable" or "IList" or "ICollection" => Of("array"),
        "Hashtable" or "IDictionary" or "ExpandoObject" => Of("object"),
        _ => null,
    };

    public static bool IsList(string name) =>
        name is "List" or "IList" or "IReadOnlyList" or "IEnumerable" or "ICollection" or "IReadOnlyCollection" or "HashSet" or "ISet" or "IReadOnlySet" or "Collection" or "ReadOnlyCollection" or "ImmutableArray" or "ImmutableList"
            or "Queue" or "Stack" or "IAsyncEnumerable" or "LinkedList" or "SortedSet" or "ObservableCollection" or "ConcurrentBag" or "FrozenSet" or "ImmutableHashSet" or "ReadOnlyMemory" or "Memory";

    public static bool IsMap(string name) =>
        name is "Dictionary" or "IDictionary" or "IReadOnlyDictionary" or "ConcurrentDictionary" or "SortedDictionary" or "ImmutableDictionary" or "FrozenDictionary" or "OrderedDictionary" or "SortedList" or "ReadOnlyDictionary";

    private static JsonObject Of(string type) => new() { ["type"] = type };

    private static JsonObject Formatted(string format) => new() { ["type"] = "string", ["format"] = format };
}
