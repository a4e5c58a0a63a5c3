using Catalog.Policy.Compiled;
using Catalog.Policy.Documents;

namespace Catalog.Policy.Deciding;

/// <summary>The words that agents read, as section 3 and section 7 spell them.</summary>
public static class DecisionText
{
    /// <summary>The text of a denied call's result.</summary>
    public static string Denied(Decision decision)
    {
        ArgumentNullException.ThrowIfNull(decision);
        return $"[POLICY DENIED] {decision.Message}";
    }

    /// <summary>The text of the result of a call that waits for a person.</summary>
    /// <param name="messages">The messages of the entries that ask, in order.</param>
    public static string ApprovalRequired(IEnumerable<string> messages) =>
        $"[APPROVAL REQUIRED] {Joined(messages)}. Once approved, repeat the call with exactly the same arguments.";

    internal static string Joined(IEnumerable<string> messages) => string.Join("; ", messages.Select(static m => m.TrimEnd('.')).Distinct(StringComparer.Ordinal));

    internal static string DeniedByRule(string rule) => $"Denied by policy rule `{rule}`";

    internal static string NotAllowed(ToolCall call) => $"{Noun(call.Subject)} `{call.Tool}` is not allowed by policy";

    internal static string Hidden(ToolCall call) => $"{Noun(call.Subject)} `{call.Tool}` is hidden by policy";

    internal static string LimitReached(CompiledLimit limit) =>
        $"Limit reached: {limit.MaxText} per {PolicyWriter.WordOf(limit.Source.Window)} for `{limit.Source.Counter}`";

    internal static string WithErrors(string message, IEnumerable<string> errors) => $"{message} ({string.Join("; ", errors)})";

    private static string Noun(PolicySubject subject) => subject switch
    {
        PolicySubject.Resource => "Resource",
        PolicySubject.ResourceTemplate => "Template",
        PolicySubject.Prompt => "Prompt",
        PolicySubject.ServerRequest => "The server's request",
        _ => "Tool",
    };
}
