using Catalog.Core.Decisions;
using Catalog.Gateway.Relaying;
using Catalog.Gateway.Uses;
using Catalog.Policy.Compiled;
using Catalog.Policy.Deciding;

namespace Catalog.Gateway.Enforcement;

/// <content>What callers see of what servers say.</content>
internal sealed partial class EnforcementPoint
{
    /// <summary>What the caller sees of an answer: a list without the tools that are hidden or held back, and no text that is to be kept back.</summary>
    internal ReadOnlyMemory<byte> Trim(Admission admission, UpstreamMessage answer, out IReadOnlyList<DecisionFinding>? findings)
    {
        if (answer.IsAmbiguous)
        {
            // Its reader may take it for the answer to another request, such as a list.
            findings = null;
            return JsonAnswers.Error(admission.Message.IdBytes, RpcErrors.UpstreamFailed, $"What the server `{options.ServerId}` answered can be read in two ways, so it is not shown");
        }

        if (DeniedInputOrNull(admission.Policy, admission.Caller, answer) is { } denied)
        {
            findings = null;
            return Denied(admission, denied);
        }

        var seen = answer.Bytes;
        if (ListKind.OfOrNull(admission.Message.Method) is { } list && answer.HasResult)
        {
            seen = Cut(answer, list, admission.Policy, admission.Caller, admission.Tools);
        }
        else if (admission.Message.Method == Methods.ToolsList && answer.HasResult)
        {
            var tools = ToolListTrim.ReadOrNull(answer);
            if (tools is not null)
            {
                admission.Tools.Learn($"{admission.Caller.Grant.Id}\n{admission.Caller.Session}", admission.Message.Cursor.Of(admission.Message.Bytes), answer, tools);
                answers.Look(answer, tools);
            }

            seen = answers.Shown(answer, tools, admission.Policy);
        }

        if (seen.Equals(answer.Bytes) && IsForItsCallerAlone(admission.Message.Method, admission.Policy, admission.Caller))
        {
            seen = CacheScope.Private(answer);
        }

        return answers.Seen(seen, admission.Message.IdBytes, admission.Message.IsToolCall, admission.Message.Era, out findings);
    }

    /// <summary>An answer whose question is not known, on a stream that was taken up again, or what the server says unasked: kept to the same rules.</summary>
    internal ReadOnlyMemory<byte> TrimUnasked(Caller caller, ToolShelf shelf, UpstreamMessage answer)
    {
        var seen = answer.Bytes;
        var policy = policies.FindOrNull(caller.Policy);
        if (DeniedInputOrNull(policy, caller, answer) is { } denied)
        {
            return JsonAnswers.DeniedError(answer.Id.Of(answer.Bytes), denied.Message ?? "Denied by policy", denied.Rule, denied.PolicyId);
        }

        if (answer.IsResponse && (answer.Tools.IsPresent || answer.ToolsCount > 1))
        {
            var tools = ToolListTrim.ReadOrNull(answer);
            if (tools is not null)
            {
                answers.Look(answer, tools);
            }

            seen = answers.Shown(answer, tools, policy);
        }
        else if (answer.HasResult && ListKind.All.FirstOrDefault(kind => ListCut.Has(answer, kind)) is { } list)
        {
            seen = Cut(answer, list, policy, caller, shelf);
        }

        if (seen.Equals(answer.Bytes) && (caller.Shown is not null || policy is not { HidesTools: false } || policy.Binds(PolicySubject.Resource) || policy.Binds(PolicySubject.Prompt)))
        {
            seen = CacheScope.Private(answer);
        }

        return answer.IsResponse ? answers.Seen(seen, answer.Id.Of(answer.Bytes), isCall: false, ProtocolEra.Legacy, out _) : answers.SeenUnasked(seen) ?? default;
    }

    /// <summary>Whether an answer may have to be changed or withheld, so that it is read whole before any of it goes on.</summary>
    internal static bool MustBeRead(Admission admission) =>
        admission.Policy?.Binds(PolicySubject.ServerRequest) == true || ListKind.OfOrNull(admission.Message.Method) is not null
        || (admission.Message is { Method: Methods.ReadResource, Era: ProtocolEra.Modern } && admission.Policy?.Binds(PolicySubject.Resource) == true);

    // What another caller would see otherwise, or not at all, must not be kept for others; all pages of a list have one scope.
    private static bool IsForItsCallerAlone(string? method, PolicySet? policy, Caller caller) => method switch
    {
        Methods.ToolsList => caller.Shown is not null || policy?.HidesTools == true,
        Methods.ReadResource => policy?.Binds(PolicySubject.Resource) == true,
        _ => ListKind.OfOrNull(method)?.Subject is { } subject && (caller.Shown is not null || policy?.Binds(subject) == true),
    };

    /// <summary>A list without what its caller may not use, and tasks without those that are not its own.</summary>
    private ReadOnlyMemory<byte> Cut(UpstreamMessage answer, ListKind list, PolicySet? policy, Caller caller, ToolShelf shelf)
    {
        if (list.Subject is { } subject && policy?.Binds(subject) != true)
        {
            return answer.Bytes;
        }

        return ListCut.WithoutOrNull(answer, list, name => list.Subject is { } kind
                ? PolicyDecisionPoint.IsShown(policy!, kind, name)
                : tasks.FindOrNull(name, caller.Grant.Id, caller.Session) is { } call && decisions.Decide(policy, FollowUp(call, caller, shelf)).Kind == DecisionKind.Allow)
            ?? JsonAnswers.Error(answer.Id.Of(answer.Bytes), RpcErrors.UnreadableAnswer, "The server's list cannot be read, so it is not shown");
    }

    private static byte[] Denied(Admission admission, Decision denied)
    {
        var message = denied.Message ?? "Denied by policy";
        return admission.Message.IsToolCall
            ? JsonAnswers.Denial(admission.Message.IdBytes, admission.Message.Era, message, denied.Rule, denied.PolicyId, null)
            : JsonAnswers.DeniedError(admission.Message.IdBytes, message, denied.Rule, denied.PolicyId);
    }
}
