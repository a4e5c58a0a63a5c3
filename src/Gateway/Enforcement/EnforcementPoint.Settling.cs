using Catalog.Core.Catalogs;
using Catalog.Core.Counters;
using Catalog.Core.Decisions;
using Catalog.Gateway.Metering;
using Catalog.Gateway.Relaying;
using Catalog.Gateway.Scanning;
using Catalog.Gateway.Uses;
using Catalog.Policy.Compiled;
using Catalog.Policy.Deciding;
using Microsoft.Extensions.Logging;

namespace Catalog.Gateway.Enforcement;

/// <content>What happens once it is known how a forwarded message fared.</content>
internal sealed partial class EnforcementPoint
{
    internal async Task SettleNotSentAsync(Admission admission)
    {
        admission.Entry?.Settle(DecisionOutcome.NotSent, null);
        Measure(admission, ErrorTypes.NotSent, isUp: false, clock.GetElapsedTime(admission.SentAt));
        await RefundAsync(admission.Lease, null);
        await ReleaseAsync(admission.Approval);
    }

    /// <summary>An answer that passed on while it came.</summary>
    /// <param name="admission">The leave.</param>
    /// <param name="answer">What settling needs of it.</param>
    /// <param name="found">What was found in its texts.</param>
    internal Task SettlePassedAsync(Admission admission, UpstreamMessage answer, IReadOnlyDictionary<string, int> found) => SettleAnswerAsync(admission, answer, found);

    internal async Task<ReadOnlyMemory<byte>> SettleAnswerAsync(Admission admission, UpstreamMessage answer, IReadOnlyDictionary<string, int>? passed = null)
    {
        var outcome = answer.HasResult ? answer.IsError ? DecisionOutcome.ToolError : DecisionOutcome.Answered : DecisionOutcome.Error;
        var upstream = clock.GetElapsedTime(admission.SentAt);
        IReadOnlyList<DecisionFinding>? findings = null;
        try
        {
            await TakeInAsync(admission, answer);
            if (passed is null)
            {
                return Trim(admission, answer, out findings);
            }

            findings = answers.Passed(passed);
            return answer.Bytes;
        }
        finally
        {
            admission.Entry?.Settle(outcome, upstream, findings);
            var error = answer.HasResult ? answer.IsError ? ErrorTypes.Tool : null : ErrorTypes.OfCode(answer.ErrorCode ?? 0);
            Measure(admission, error, isUp: true, upstream);
        }
    }

    internal void SettleAbandoned(Admission admission, bool isLost)
    {
        admission.Entry?.Settle(DecisionOutcome.Unanswered, null);
        Measure(admission, ErrorTypes.Unanswered, isLost ? false : null, clock.GetElapsedTime(admission.SentAt));
    }

    private void Measure(Admission admission, string? error, bool? isUp, TimeSpan upstream)
    {
        admission.Trace?.End(error);
        if (admission.Entry is not null)
        {
            metrics.Asked(admission.Message, admission.Tools, admission.Version, error, isUp, upstream);
            metrics.Served(admission.Message, admission.Tools, admission.Version, error, clock.GetElapsedTime(admission.ArrivedAt));
        }
    }

    /// <summary>What an answer changes here: what was drawn, and what a later message may go on from.</summary>
    private async Task TakeInAsync(Admission admission, UpstreamMessage answer)
    {
        if (admission.Lease is not null && admission.IsFirst)
        {
            if (answer.ErrorCode is { } code && !answer.HasResult && RpcErrors.SaysNotRun(code))
            {
                await RefundAsync(admission.Lease, null);
            }
            else if (answer.IsError)
            {
                var keys = admission.Draws.Where(static d => d.RefundOnError).Select(static d => d.Key).ToList();
                if (keys.Count > 0)
                {
                    await RefundAsync(admission.Lease, keys);
                }
            }
        }

        if (DeniedInputOrNull(admission.Policy, admission.Caller, answer) is { } denied)
        {
            await NoteDeniedInputAsync(admission, denied);
            return;
        }

        if ((admission.Message.IsToolCall || UseReader.IsUse(admission.Message.Method)) && answer.ResultType == "input_required" && answer.RequestState.IsPresent)
        {
            continuations.Issued(answer.RequestState.Of(answer.Bytes).Span, CallRecord.Of(admission.Message, admission.Caller));
        }

        if (admission.Message.IsToolCall && answer.TaskId is { } task)
        {
            tasks.Begun(task, CallRecord.Of(admission.Message, admission.Caller));
        }

        if (admission.Message.Method == Methods.ToolsList)
        {
            await answers.RefreshAsync();
        }
    }

    /// <summary>What the caller sees of an answer: a list without the tools that are hidden or held back, and no text that is to be kept back.</summary>
    internal ReadOnlyMemory<byte> Trim(Admission admission, UpstreamMessage answer, out IReadOnlyList<DecisionFinding>? findings)
    {
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
                admission.Tools.Learn($"{admission.Caller.Grant.Id}\n{admission.Caller.Session}", !admission.Message.Cursor.IsPresent, answer, tools);
                answers.Look(answer, tools);
            }

            seen = answers.Shown(answer, tools, admission.Policy);
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

        if (answer.IsResponse && answer.Tools.IsPresent)
        {
            seen = answers.Shown(answer, ToolListTrim.ReadOrNull(answer), policy);
        }
        else if (answer.HasResult && ListKind.All.FirstOrDefault(kind => ListCut.Has(answer, kind)) is { } list)
        {
            seen = Cut(answer, list, policy, caller, shelf);
        }

        return answer.IsResponse ? answers.Seen(seen, answer.Id.Of(answer.Bytes), isCall: false, ProtocolEra.Legacy, out _) : answers.SeenUnasked(seen) ?? default;
    }

    /// <summary>Whether an answer may have to be changed or withheld, so that it is read whole before any of it goes on.</summary>
    internal static bool MustBeRead(Admission admission) =>
        admission.Policy?.Binds(PolicySubject.ServerRequest) == true || ListKind.OfOrNull(admission.Message.Method) is not null;

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

    private async Task NoteDeniedInputAsync(Admission admission, Decision denied)
    {
        try
        {
            await journal.AskedAsync(admission.Caller, admission.Message.Method, denied, CancellationToken.None);
        }
        catch (StoreException failure)
        {
            // It is denied all the same.
            journal.Lost(failure);
        }
    }

    /// <summary>Whether a long answer may pass on while it comes.</summary>
    internal bool MayStream => answers.MayStream;

    /// <summary>What looks through it then; null where nothing is looked for.</summary>
    internal StreamedScan? StreamOrNull() => answers.StreamOrNull();

    /// <summary>The caller left before its message was decided; nothing was forwarded.</summary>
    private async Task LeftAsync(Exchange exchange)
    {
        try
        {
            await journal.RefusedAsync(exchange, new Refusal(RpcErrors.NotDecided, "The caller left before the decision", "(caller left)"), CancellationToken.None);
        }
        catch (StoreException failure)
        {
            journal.Lost(failure);
        }
    }

    // Settling is not the caller's to cancel: it runs to its end whether or not the caller is still there.
    private async Task RefundAsync(CounterLease? lease, IReadOnlyList<CounterKey>? keys)
    {
        if (lease is { } drawn)
        {
            try
            {
                await counters.RefundAsync(drawn, keys, CancellationToken.None);
            }
            catch (StoreException failure)
            {
                // Counting too much is the safe side.
                LogNotGivenBack(failure.Message);
            }
        }
    }

    private async Task ReleaseAsync(string? claimed)
    {
        if (claimed is not null)
        {
            try
            {
                await approvals.TryReleaseAsync(claimed, CancellationToken.None);
            }
            catch (StoreException failure)
            {
                // An approval that cannot be given back counts as spent.
                LogNotGivenBack(failure.Message);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "What a call drew could not be given back: {Reason}")]
    private partial void LogNotGivenBack(string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "A message ('{Method}') could not be decided and was refused")]
    private partial void LogFailed(string method, Exception failure);
}
