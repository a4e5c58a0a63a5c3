using System.Text.Json;
using Catalog.Core.Approvals;
using Catalog.Core.Catalogs;
using Catalog.Core.Counters;
using Catalog.Core.Decisions;
using Catalog.Gateway.Approvals;
using Catalog.Gateway.Approvals.Elicitations;
using Catalog.Gateway.Loading;
using Catalog.Gateway.Metering;
using Catalog.Gateway.Relaying;
using Catalog.Gateway.Scanning;
using Catalog.Gateway.Uses;
using Catalog.Policy.Deciding;
using Microsoft.Extensions.Logging;

namespace Catalog.Gateway.Enforcement;

/// <summary>
/// The policy enforcement point: takes each message through the order of the specification, reserves its limits, spends its approval and
/// writes the decision down before a byte of it is forwarded.
/// </summary>
internal sealed partial class EnforcementPoint(
    IDecisionPoint decisions,
    IPolicySource policies,
    ICounterStore counters,
    IApprovalStore approvals,
    DecisionJournal journal,
    Continuations continuations,
    TaskLedger tasks,
    ApprovalPages pages,
    ApprovalNews news,
    ElicitationDesk elicitations,
    CompletionWatch completions,
    AnswerGate answers,
    LaneMetrics metrics,
    GatewayOptions options,
    TimeProvider clock,
    ILogger<EnforcementPoint> logger) : IExchangeStep
{
    private const string Unrecorded = "The decision log cannot be written, so nothing is forwarded: tell the operator of the gateway";

    public async ValueTask RunAsync(Exchange exchange, CancellationToken cancellationToken)
    {
        var message = exchange.Message;
        if (message.Kind != MessageKind.Request)
        {
            // Notifications and answers to the server's own questions ask for nothing that a rule speaks of.
            exchange.Admission = new Admission(this, message, exchange.Caller, null, exchange.Tools);
            return;
        }

        try
        {
            if (message.IsToolCall)
            {
                await DecideCallAsync(exchange, cancellationToken);
            }
            else if (UseReader.IsUse(message.Method))
            {
                await DecideUseAsync(exchange, cancellationToken);
            }
            else if (Methods.IsTaskFollowUp(message.Method!))
            {
                await DecideFollowUpAsync(exchange, cancellationToken);
            }
            else
            {
                var passed = await journal.PassedAsync(exchange, cancellationToken);
                exchange.Admission = new Admission(this, message, exchange.Caller, policies.FindOrNull(exchange.Caller.Policy), exchange.Tools)
                {
                    Entry = passed,
                    SentAt = clock.GetTimestamp(),
                    ArrivedAt = exchange.ArrivedAt,
                    Version = exchange.Version,
                };
            }
        }
        catch (StoreException failure)
        {
            journal.Lost(failure);
            exchange.RefusalCode = RpcErrors.NotRecorded;
            exchange.Answer = JsonAnswers.Error(message.IdBytes, RpcErrors.NotRecorded, Unrecorded);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await LeftAsync(exchange);
            throw;
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // The boundary of the enforcement point: a decision that fails denies this message, and the gateway goes on.
            LogFailed(exchange.Message.Method ?? "", failure);
            exchange.Admission = null;
            exchange.RefusalCode = RpcErrors.NotDecided;
            exchange.Answer = JsonAnswers.Error(message.IdBytes, RpcErrors.NotDecided, "The message could not be decided, so it is not forwarded: tell the operator of the gateway");
        }
    }

    /// <summary>Decides once. Returns the request that waits where the call may still be held; null where the exchange is done.</summary>
    private async ValueTask<Approval?> TryDecideAsync(Exchange exchange, bool mayHold, CancellationToken cancellationToken)
    {
        var message = exchange.Message;
        if (await IsForeignAsync(exchange, cancellationToken))
        {
            return null;
        }

        // INVARIANT: the document is taken once for each decision; a reload never changes a call that is under way.
        var policy = policies.FindOrNull(exchange.Caller.Policy);
        // Parameters are read only where the document in force asks what they say.
        using var parameters = policy?.ReadsArguments(message.Name!) == true
            ? JsonDocument.Parse(message.Params.Of(message.Bytes), new JsonDocumentOptions { MaxDepth = options.MaxDepth + 1 })
            : null;
        var arguments = parameters?.RootElement.TryGetProperty("arguments", out var found) == true && found.ValueKind == JsonValueKind.Object ? found : (JsonElement?)null;
        var continues = message.RequestState.IsPresent && continuations.TryUse(message.RequestState.Of(message.Bytes).Span, CallRecord.Of(message, exchange.Caller));
        exchange.Continues = continues;
        var call = new ToolCall
        {
            Server = options.ServerId,
            Tool = message.Name!,
            Arguments = arguments,
            Params = parameters?.RootElement,
            Grant = exchange.Caller.Grant,
            Session = exchange.Caller.Session,
            UpstreamTools = exchange.Tools.Tools,
            Continues = continues,
        };
        var decision = decisions.Decide(policy, call);
        if (decision.Kind is DecisionKind.Deny)
        {
            exchange.MissingScopes = MissingOf(exchange, policy, call);
            await DenyAsync(exchange, decision, null, cancellationToken);
            return null;
        }

        if (decision.Kind is DecisionKind.Refuse || policy is null)
        {
            await journal.DecidedAsync(exchange, decision, null, cancellationToken);
            exchange.RefusalCode = RpcErrors.InvalidParams;
            exchange.Answer = JsonAnswers.Error(message.IdBytes, RpcErrors.InvalidParams, decision.Message ?? "The message is refused");
            return null;
        }

        string? claimed = null;
        if (decision.Approval is { } request)
        {
            var answer = await approvals.AskAsync(AskedOf(exchange, request), cancellationToken);
            exchange.Approval = answer.Approval?.Id;
            if (answer is { IsNew: true, Approval: { } made })
            {
                news.Tell(made);
            }

            if (answer.Status == ApprovalStatus.Pending && mayHold)
            {
                if (!exchange.IsHeld)
                {
                    // Written down now: the caller may leave before there is anything else to write.
                    exchange.IsHeld = true;
                    await journal.DecidedAsync(exchange, decision, null, cancellationToken);
                }

                return answer.Approval;
            }

            if (answer.Status != ApprovalStatus.Claimed)
            {
                await UnapprovedAsync(exchange, decision, answer, cancellationToken);
                return null;
            }

            claimed = answer.Approval!.Id;
            exchange.DecidedBy = answer.Approval.ApprovedBy;
        }

        await ReserveAsync(exchange, policy, decision, claimed, isFirst: !continues, cancellationToken);
        return null;
    }

    private async Task UnapprovedAsync(Exchange exchange, Decision decision, ApprovalAnswer answer, CancellationToken cancellationToken)
    {
        if (answer is { Status: ApprovalStatus.Pending, Approval: { } waiting })
        {
            await journal.DecidedAsync(exchange, decision, null, cancellationToken);
            if (!exchange.Message.IsToolCall)
            {
                exchange.RefusalCode = RpcErrors.DeniedByPolicy;
            }

            exchange.Answer = PendingAnswer(exchange, waiting, decision.PolicyId);
            return;
        }

        exchange.DecidedBy = answer is { Status: ApprovalStatus.Denied, Approval.DecidedBy: { } by } ? [by] : null;
        var denied = answer.Status switch
        {
            ApprovalStatus.Denied => PolicyDecisionPoint.Deny(decision, decision.Rule ?? "(approval)", "A person denied this call"),
            ApprovalStatus.TooMany => PolicyDecisionPoint.Deny(decision, "(too many pending)", "Too many requests for approval wait already: let them be decided first"),
            // Anything else is a store that did not answer: no approval, no call.
            _ => PolicyDecisionPoint.Deny(decision, "(approval store unavailable)", "The store of approvals cannot be reached, so the call is denied"),
        };
        await DenyAsync(exchange, denied, null, cancellationToken);
    }

    private async Task DenyAsync(Exchange exchange, Decision decision, string? error, CancellationToken cancellationToken)
    {
        await journal.DecidedAsync(exchange, decision, error, cancellationToken);
        if (!exchange.Message.IsToolCall || exchange.MissingScopes.Count > 0)
        {
            // A client that hears which scopes are missing can ask its user for them, and come back.
            exchange.RefusalCode = exchange.DenialCode;
            exchange.Answer = JsonAnswers.DeniedError(exchange.Message.IdBytes, exchange.DenialCode, decision.Message ?? "Denied by policy", decision.Rule, decision.PolicyId, decision.RetryAfterSeconds);
            return;
        }

        exchange.Answer = JsonAnswers.Denial(
            exchange.Message.IdBytes, exchange.Era, decision.Message ?? "Denied by policy", decision.Rule, decision.PolicyId, decision.RetryAfterSeconds);
    }
}
