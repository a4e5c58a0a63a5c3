using System.Collections.Frozen;

namespace Catalog.Gateway.Relaying;

/// <summary>The methods that a client may send, in every version of the protocol.</summary>
internal static class Methods
{
    public const string Initialize = "initialize";
    public const string Initialized = "notifications/initialized";
    public const string Cancelled = "notifications/cancelled";
    public const string Progress = "notifications/progress";
    public const string ToolsCall = "tools/call";
    public const string ToolsList = "tools/list";
    public const string Listen = "subscriptions/listen";

    /// <summary>The first version of the modern era.</summary>
    public const string FirstModern = "2026-07-28";

    private static readonly FrozenSet<string> Known = FrozenSet.ToFrozenSet(
    [
        Initialize, "ping", ToolsList, ToolsCall, "resources/list", "resources/templates/list", "resources/read", "resources/subscribe",
        "resources/unsubscribe", "prompts/list", "prompts/get", "completion/complete", "logging/setLevel", "server/discover", Listen,
        "tasks/get", "tasks/update", "tasks/cancel", "tasks/list", "tasks/result",
        Initialized, Cancelled, Progress, "notifications/roots/list_changed", "notifications/tasks/status",
    ],
    StringComparer.Ordinal);

    public static bool IsKnown(string method) => Known.Contains(method);

    /// <summary>Whether a version belongs to the modern era; versions are dates, and compare as text.</summary>
    public static bool IsModern(string? version) => version is { Length: 10 } && string.CompareOrdinal(version, FirstModern) >= 0;

    /// <summary>Methods that follow up a task by its id.</summary>
    public static bool IsTaskFollowUp(string method) => method is "tasks/get" or "tasks/update" or "tasks/cancel" or "tasks/result";

    /// <summary>Those of them that the modern era knows.</summary>
    public static bool IsModernTaskFollowUp(string method) => method is "tasks/get" or "tasks/update" or "tasks/cancel";
}
