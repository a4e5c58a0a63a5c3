using System.Text.Json.Nodes;

namespace Catalog.Crawler.Extractors.Assemblies;

/// <summary>The type of a parameter, as far as its name tells.</summary>
/// <param name="Name">The name without its namespace and its count of type arguments.</param>
/// <param name="Arguments">Type arguments, or the one element of an array.</param>
internal sealed record SignatureType(string Name, IReadOnlyList<SignatureType> Arguments)
{
    private static readonly string[] Injected =
    [
        "CancellationToken", "IServiceProvider", "IServiceScopeFactory", "AIFunctionArguments", "McpServer", "IMcpServer", "RequestContext", "IProgress", "ClaimsPrincipal", "HttpClient", "HttpContext", "ILogger", "ILoggerFactory",
        "IConfiguration", "IOptions", "IOptionsMonitor", "IOptionsSnapshot", "TimeProvider", "JsonSerializerOptions", "IHttpClientFactory", "IHttpContextAccessor",
    ];

    private static readonly string[] Lists = ["List", "IList", "IReadOnlyList", "IEnumerable", "ICollection", "IReadOnlyCollection", "HashSet", "ISet", "[]"];
    private static readonly string[] Maps = ["Dictionary", "IDictionary", "IReadOnlyDictionary", "JsonObject"];
    private static readonly string[] Endings = ["Service", "Client", "Repository", "Factory", "Manager", "Provider", "Store", "DbContext", "Accessor", "Cache", "Logger", "Registry"];

    /// <summary>True where the server fills it in and no client gives it.</summary>
    public bool IsInjected => Injected.Contains(Name, StringComparer.Ordinal) || (SimpleOrNull() is null && !Lists.Contains(Name, StringComparer.Ordinal) && !Maps.Contains(Name, StringComparer.Ordinal)
        && (Array.Exists(Endings, ending => Name.EndsWith(ending, StringComparison.Ordinal)) || (Name.Length > 2 && Name[0] == 'I' && char.IsUpper(Name[1]) && char.IsLower(Name[2]))));

    /// <summary>The JSON Schema of its values; an empty one where the name alone does not tell.</summary>
    public JsonObject ToSchema() => Name == "Nullable" && Arguments is [var inner] ? inner.ToSchema()
        : Lists.Contains(Name, StringComparer.Ordinal) ? new JsonObject { ["type"] = "array", ["items"] = Arguments is [var element] ? element.ToSchema() : new JsonObject() }
        : Maps.Contains(Name, StringComparer.Ordinal) ? new JsonObject { ["type"] = "object" }
        : SimpleOrNull() ?? [];

    private JsonObject? SimpleOrNull() => Name switch
    {
        "String" or "Char" or "Uri" or "TimeSpan" => new JsonObject { ["type"] = "string" },
        "Guid" => new JsonObject { ["type"] = "string", ["format"] = "uuid" },
        "DateTime" or "DateTimeOffset" => new JsonObject { ["type"] = "string", ["format"] = "date-time" },
        "DateOnly" => new JsonObject { ["type"] = "string", ["format"] = "date" },
        "Boolean" => new JsonObject { ["type"] = "boolean" },
        "Byte" or "SByte" or "Int16" or "UInt16" or "Int32" or "UInt32" or "Int64" or "UInt64" => new JsonObject { ["type"] = "integer" },
        "Single" or "Double" or "Decimal" => new JsonObject { ["type"] = "number" },
        _ => null,
    };
}
