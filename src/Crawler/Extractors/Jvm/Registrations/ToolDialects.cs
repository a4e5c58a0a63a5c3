namespace Catalog.Crawler.Extractors.Jvm.Registrations;

/// <summary>The libraries that read tools off annotations.</summary>
internal static class ToolDialects
{
    private static readonly string[] SpringInjected =
    [
        "ToolContext", "McpSyncServerExchange", "McpAsyncServerExchange", "McpTransportContext", "McpSyncRequestContext", "McpAsyncRequestContext", "CallToolRequest", "McpMeta", "McpSchema.CallToolRequest",
    ];

    /// <summary>The most particular first.</summary>
    public static IReadOnlyList<ToolDialect> All { get; } =
    [
        new()
        {
            Packages = ["io.quarkiverse.mcp.server"],
            Tool = "Tool",
            Parameter = ["ToolArg"],
            Injected =
            [
                "McpConnection", "McpLog", "RequestId", "Progress", "Roots", "Sampling", "Elicitation", "Cancellation", "RawMessage", "Meta", "RequestUri", "ResourceManager", "ToolManager", "PromptManager", "McpRequest", "HttpServerRequest",
            ],
            ReadsOptional = true,
        },
        new()
        {
            Packages = ["com.intellij.mcpserver", "com.intellij.mcpserver.annotations"],
            Tool = "McpTool",
            Description = [],
            Parameter = ["McpDescription"],
            ReadsDefaults = true,
            RequiresMembers = true,
        },
        new()
        {
            Packages = ["org.springaicommunity.mcp.annotation", "org.springframework.ai.mcp.annotation", "com.logaritex.mcp.annotation", "org.springaicommunity.mcp", "com.logaritex.mcp"],
            Tool = "McpTool",
            Parameter = ["McpToolParam", "McpArg", "ToolParam"],
            Injected = SpringInjected,
            InjectedBy = ["McpProgressToken"],
            RequiresMembers = true,
        },
        new()
        {
            Packages = ["org.springframework.ai.tool.annotation"],
            Tool = "Tool",
            Parameter = ["ToolParam"],
            Injected = SpringInjected,
            RequiresMembers = true,
            NeedsProvider = true,
            DescribesByName = true,
        },
        new()
        {
            Packages = ["dev.langchain4j.agent.tool"],
            Tool = "Tool",
            Description = ["value"],
            Parameter = ["P"],
            Injected = ["InvocationContext", "InvocationParameters"],
            InjectedBy = ["ToolMemoryId"],
            ReadsOptional = true,
        },
        new()
        {
            Packages = ["io.micronaut.mcp.annotations"],
            Tool = "Tool",
            Parameter = ["ToolArg"],
            Injected = ["McpTransportContext", "McpSyncServerExchange", "McpAsyncServerExchange", "CallToolRequest", "McpSchema.CallToolRequest"],
            ReadsOptional = true,
        },
        new()
        {
            Packages = ["io.helidon.extensions.mcp.server", "io.helidon.extensions.mcp"],
            Tool = "Mcp.Tool",
            Description = ["value"],
            Parameter = ["Mcp.Description"],
            Injected = ["McpFeatures", "McpRequest", "McpParameters", "McpLogger", "McpProgress", "McpCancellation"],
        },
        new()
        {
            Packages = ["org.noear.solon.ai.annotation", "org.noear.solon.ai.mcp.server.annotation", "org.noear.solon.ai.mcp.server"],
            Tool = "ToolMapping",
            Parameter = ["Param", "ToolParam"],
            Injected = ["Context"],
        },
    ];
}
