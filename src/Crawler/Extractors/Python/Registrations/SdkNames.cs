using Catalog.Crawler.Extractors.Evaluation;
using Catalog.Crawler.Extractors.Python.Schemas;

namespace Catalog.Crawler.Extractors.Python.Registrations;

/// <summary>How the SDKs spell what they offer.</summary>
internal static class SdkNames
{
    /// <summary>True for a module of an MCP SDK.</summary>
    public static bool IsSdk(string module) =>
        module is "mcp" or "fastmcp" || module.StartsWith("mcp.", StringComparison.Ordinal) || module.StartsWith("fastmcp.", StringComparison.Ordinal)
        || module.Contains("fastmcp", StringComparison.OrdinalIgnoreCase) || module.Contains("mcp_", StringComparison.Ordinal) || module.Contains("_mcp", StringComparison.Ordinal);

    /// <summary>True for a class of the source whose objects are servers, because an ancestor from an SDK is one.</summary>
    public static bool IsServer(ClassValue type) =>
        (type.Chain().Last().Base is TypeValue generic ? generic.Origin : type.Chain().Last().Base) is UnknownValue { Module: not null } outside && IsServer(outside);

    /// <summary>True for a class whose objects are servers.</summary>
    public static bool IsServer(UnknownValue value) =>
        value.LastName is "FastMCP" or "MCPServer" or "FastMCPServer" || (value.LastName is "Server" or "McpServer" && value.Module is { } module && IsSdk(module));
}
