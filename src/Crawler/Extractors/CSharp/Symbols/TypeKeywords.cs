using System.Collections.Frozen;

namespace Catalog.Crawler.Extractors.CSharp.Symbols;

/// <summary>Types of the language and its library whose meaning is known, so that no file is looked for that declares them.</summary>
internal static class TypeKeywords
{
    private static readonly FrozenSet<string> Known = FrozenSet.Create(
        StringComparer.Ordinal,
        "bool", "byte", "sbyte", "short", "ushort", "int", "uint", "long", "ulong", "float", "double", "decimal", "char", "string", "object", "void", "dynamic", "var", "nint", "nuint",
        "Boolean", "Byte", "Int16", "Int32", "Int64", "UInt32", "UInt64", "Single", "Double", "Decimal", "Char", "String", "Object", "Task", "ValueTask", "List", "IList", "IEnumerable", "Dictionary",
        "CancellationToken", "DateTime", "DateTimeOffset", "DateOnly", "TimeOnly", "TimeSpan", "Guid", "Uri", "Console", "Environment", "Math", "Type", "Exception", "HttpClient", "ILogger", "Path", "File",
        "Description", "DescriptionAttribute", "McpServerTool", "McpServerToolType", "JsonSerializer", "JsonElement", "JsonDocument", "JsonNode", "JsonObject");

    public static bool IsKnown(string name) => Known.Contains(name);
}
