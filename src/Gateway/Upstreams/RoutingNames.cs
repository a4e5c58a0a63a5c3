using Catalog.Gateway.Relaying;

namespace Catalog.Gateway.Upstreams;

/// <summary>What the header <c>Mcp-Name</c> repeats of a message.</summary>
internal static class RoutingNames
{
    /// <summary>The name, address or task that a message is about; null for methods that have none.</summary>
    public static string? Of(Envelope message) => message.Method switch
    {
        Methods.ToolsCall or "prompts/get" => message.Name,
        "resources/read" => message.Uri,
        "tasks/get" or "tasks/update" or "tasks/cancel" => message.TaskId,
        _ => null,
    };

    /// <summary>Whether the method demands the header.</summary>
    public static bool IsNeeded(Envelope message) => message.Method
        is Methods.ToolsCall or "prompts/get" or "resources/read" or "tasks/get" or "tasks/update" or "tasks/cancel";
}
