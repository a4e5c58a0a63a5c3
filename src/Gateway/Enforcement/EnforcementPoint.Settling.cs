using Catalog.Core.Catalogs;
using Catalog.Core.Decisions;
using Catalog.Gateway.Metering;
using Catalog.Gateway.Relaying;
using Catalog.Gateway.Scanning;
using Catalog.Gateway.Uses;
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
    internal Task SettlePassedAsync(Admission admission, UpstreamMessage answer, IReadOnlyDictionary<string, int> found) => SettleAnswerAsync(admission, answer, found).AsTask();

    internal async ValueTask<ReadOnlyMemory<byte>> SettleAnswerAsync(Admission admission, UpstreamMessage answer, IReadOnlyDictionary<string, int>? passed = null)
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
        // What can be read in two ways may just as well say that the tool ran.
        if (admission.Lease is not null && admission.IsFirst && !answer.IsAmbiguous)
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

    [LoggerMessage(Level = LogLevel.Error, Message = "A message ('{Method}') could not be decided and was refused")]
    private partial void LogFailed(string method, Exception failure);
}
