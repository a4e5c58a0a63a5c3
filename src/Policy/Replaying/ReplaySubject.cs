using System.Text.Json;
using Catalog.Core.Decisions;
using Catalog.Policy.Deciding;

namespace Catalog.Policy.Replaying;

/// <summary>What an entry of a log is about: a tool, a prompt or a resource.</summary>
/// <param name="Subject">Which of them.</param>
/// <param name="Name">Its name or address; null where the log does not hold it.</param>
internal sealed record ReplaySubject(PolicySubject Subject, string? Name)
{
    /// <summary>What an entry is about; null where a policy has nothing to decide, or did not.</summary>
    public static ReplaySubject? OfOrNull(DecisionLogEntry entry)
    {
        if (entry.Decision is not (DecisionKind.Allow or DecisionKind.Deny or DecisionKind.Pending))
        {
            return null;
        }

        return entry switch
        {
            { Tool: { } tool } => new ReplaySubject(PolicySubject.Tool, tool),
            // Names that are cut are no names.
            { Method: "prompts/get" } => new ReplaySubject(PolicySubject.Prompt, entry.Prompt),
            { Method: "resources/read" } => new ReplaySubject(PolicySubject.Resource, AddressOrNull(entry.Arguments)),
            _ => null,
        };
    }

    /// <summary>The values that the log holds, where it holds all of them as they were; else null.</summary>
    public static JsonElement? WholeOrNull(string text)
    {
        // What the log leaves out it marks so; a text of an agent's own that looks alike is then not replayed either.
        if (text.Contains("[REDACTED", StringComparison.Ordinal) || text.Contains("\u2026 cut off", StringComparison.Ordinal) || text.Contains(" characters)", StringComparison.Ordinal))
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = 512 });
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? AddressOrNull(string? arguments) =>
        arguments is not null && WholeOrNull(arguments) is { ValueKind: JsonValueKind.Object } values && values.TryGetProperty("uri", out var uri) && uri.ValueKind == JsonValueKind.String ? uri.GetString() : null;
}
