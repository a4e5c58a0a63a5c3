using System.Text.Json.Nodes;

namespace Catalog.Crawler.Extractors.Python.Schemas;

/// <summary>The JSON Schema of types by name, as pydantic gives it.</summary>
internal static class TypeNames
{
    /// <summary>Names of parameters' types that the SDKs fill in themselves, so that no client sees them.</summary>
    public static bool IsInjected(string name) => name is "Context" or "ToolContext" or "RequestContext" or "ServerSession";

    /// <summary>A new schema; null for a name that is not known.</summary>
    public static JsonObject? SchemaOrNull(string name) =>
        name switch
        {
            "str" or "AnyStr" or "StrictStr" or "Text" or "LiteralString" => Of("string"),
            "int" or "StrictInt" => Of("integer"),
            "float" or "StrictFloat" or "complex" => Of("number"),
            "bool" or "StrictBool" => Of("boolean"),
            "bytes" => Format("binary"),
            "list" or "List" or "Sequence" or "Iterable" or "MutableSequence" or "Collection" or "deque" or "Deque" or "tuple" or "Tuple" or "Iterator" => List(),
            "set" or "Set" or "frozenset" or "FrozenSet" or "AbstractSet" or "MutableSet" => UniqueList(),
            "dict" or "Dict" or "Mapping" or "MutableMapping" or "OrderedDict" or "defaultdict" or "DefaultDict" or "Counter" => Of("object"),
            "Any" or "object" or "Json" or "JsonValue" => [],
            "datetime" or "AwareDatetime" or "NaiveDatetime" or "PastDatetime" or "FutureDatetime" => Format("date-time"),
            "date" => Format("date"),
            "time" => Format("time"),
            "timedelta" => Format("duration"),
            "UUID" or "UUID4" or "UUID1" => Format("uuid"),
            "Path" or "PurePath" or "FilePath" or "DirectoryPath" or "PathLike" => Format("path"),
            "AnyUrl" or "HttpUrl" or "AnyHttpUrl" or "Url" or "FileUrl" => Format("uri"),
            "EmailStr" => Format("email"),
            "SecretStr" => Format("password"),
            "PositiveInt" => With(Of("integer"), "exclusiveMinimum", 0),
            "NonNegativeInt" => With(Of("integer"), "minimum", 0),
            "PositiveFloat" => With(Of("number"), "exclusiveMinimum", 0),
            "NonNegativeFloat" => With(Of("number"), "minimum", 0),
            "Decimal" => new JsonObject { ["anyOf"] = new JsonArray(Of("number"), Of("string")) },
            _ => null,
        };

    public static JsonObject Of(string type) => new() { ["type"] = type };

    private static JsonObject Format(string format) => new() { ["type"] = "string", ["format"] = format };

    private static JsonObject List() => new() { ["type"] = "array", ["items"] = new JsonObject() };

    private static JsonObject UniqueList() => new() { ["type"] = "array", ["items"] = new JsonObject(), ["uniqueItems"] = true };

    private static JsonObject With(JsonObject schema, string key, int value)
    {
        schema[key] = value;
        return schema;
    }
}
