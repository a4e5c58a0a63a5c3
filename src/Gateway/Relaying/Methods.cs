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
    public const string ReadResource = "resources/read";
    public const string SubscribeResource = "resources/subscribe";
    public const string GetPrompt = "prompts/get";
    public const string Complete = "completion/complete";

    /// <summary>The first version of the modern era.</summary>
    public const string FirstModern = "2026-07-28";

    /// <summary>The versions of the legacy era, oldest first.</summary>
    public static IReadOnlyList<string> LegacyVersions { get; } = ["2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25"];

    private static readonly FrozenSet<string> Known = FrozenSet.ToFrozenSet(
    [
        Initialize, "ping", ToolsList, ToolsCall, "resources/list", "resources/templates/list", ReadResource, SubscribeResource,
        "resources/unsubscribe", "prompts/list", GetPrompt, Complete, "logging/setLevel", "server/discover", Listen,
        "tasks/get", "tasks/update", "tasks/cancel", "tasks/list", "tasks/result",
        Initialized, Cancelled, Progress, "notifications/roots/list_changed", "notifications/tasks/status",
    ],
    StringComparer.Ordinal);

    public static bool IsKnown(string method) => Known.Contains(method);

    /// <summary>Whether a version belongs to the modern era; versions are dates, and compare as text.</summary>
    public static bool IsModern(string? version) => version is { Length: 10 } && string.CompareOrdinal(version, FirstModern) >= 0;

    /// <summary>Requests that the modern era has no longer.</summary>
    public static bool IsLegacyOnly(string? method) =>
        method is Initialize or "ping" or "logging/setLevel" or SubscribeResource or "resources/unsubscribe" or "tasks/list" or "tasks/result";

    /// <summary>Whether a server may ask it of a client, in any version of the protocol; a ping aside.</summary>
    public static bool IsServerRequest(string method) =>
        method is "sampling/createMessage" or "elicitation/create" or "roots/list" or "tasks/get" or "tasks/result" or "tasks/list" or "tasks/cancel";

    /// <summary>Methods that mean something only as requests, and that a policy is asked about: without an id they would be carried out unanswered.</summary>
    public static bool NeedsId(string? method) =>
        method is ToolsCall or ReadResource or SubscribeResource or GetPrompt or Complete or Listen or "tasks/list" || (method is not null && IsTaskFollowUp(method));

    /// <summary>Methods that follow up a task by its id.</summary>
    public static bool IsTaskFollowUp(string method) => method is "tasks/get" or "tasks/update" or "tasks/cancel" or "tasks/result";

    /// <summary>Those of them that the modern era knows.</summary>
    public static bool IsModernTaskFollowUp(string method) => method is "tasks/get" or "tasks/update" or "tasks/cancel";
}
