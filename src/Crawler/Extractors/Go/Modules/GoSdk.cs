namespace Catalog.Crawler.Extractors.Go.Modules;

/// <summary>The libraries whose calls offer tools, and those that make schemas.</summary>
internal static class GoSdk
{
    /// <summary>True for an import path of a library that servers are made with.</summary>
    public static bool IsSdk(string import) => IsMark3Labs(import) || IsOfficial(import) || IsMetoro(import) || IsThinkInAi(import) || IsFoxyContexts(import);

    /// <summary>mcp-go and its forks, which keep its last name.</summary>
    public static bool IsMark3Labs(string import) => import.EndsWith("/mcp-go/mcp", StringComparison.Ordinal) || import.EndsWith("/mcp-go/server", StringComparison.Ordinal);

    /// <summary>The official SDK.</summary>
    public static bool IsOfficial(string import) => import.StartsWith("github.com/modelcontextprotocol/go-sdk/", StringComparison.Ordinal) || import.StartsWith("golang.org/x/tools/internal/mcp", StringComparison.Ordinal);

    /// <summary>mcp-golang: the schema comes from the function's argument.</summary>
    public static bool IsMetoro(string import) => import is "github.com/metoro-io/mcp-golang" || import.EndsWith("/mcp-golang", StringComparison.Ordinal);

    /// <summary>go-mcp: the schema comes from a value.</summary>
    public static bool IsThinkInAi(string import) => import.StartsWith("github.com/ThinkInAIXYZ/go-mcp/", StringComparison.Ordinal);

    /// <summary>foxy-contexts: tools are made by constructors that a builder calls.</summary>
    public static bool IsFoxyContexts(string import) => import.StartsWith("github.com/strowk/foxy-contexts/", StringComparison.Ordinal);

    /// <summary>True for the libraries of JSON Schema.</summary>
    public static bool IsSchema(string import) => import.EndsWith("/jsonschema", StringComparison.Ordinal) || import.Contains("/jsonschema/", StringComparison.Ordinal) || import.Contains("/jsonschema-go/", StringComparison.Ordinal);

    /// <summary>True for the repositories of the libraries themselves: what is in them outside of examples offers nothing.</summary>
    public static bool IsSdkModule(string module) => module is "github.com/mark3labs/mcp-go" or "github.com/modelcontextprotocol/go-sdk" or "github.com/metoro-io/mcp-golang" or "github.com/ThinkInAIXYZ/go-mcp" or "github.com/strowk/foxy-contexts";
}
