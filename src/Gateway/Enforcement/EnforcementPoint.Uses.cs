using System.Text.Json;
using Catalog.Core.Approvals;
using Catalog.Core.Decisions;
using Catalog.Gateway.Relaying;
using Catalog.Gateway.Uses;
using Catalog.Policy.Compiled;
using Catalog.Policy.Deciding;

namespace Catalog.Gateway.Enforcement;

/// <content>Resources, prompts and completions: decided like calls, and answered with an error where they are denied, for their results can hold none.</content>
internal sealed partial class EnforcementPoint
{
    private async ValueTask DecideUseAsync(Exchange exchange, CancellationToken cancellationToken)
    {
        var message = exchange.Message;
        var policy = policies.FindOrNull(exchange.Caller.Policy);
        var read = UseReader.Read(message);
        if (read.Refusal is { } refusal)
        {
            await RefuseAsync(exchange, refusal, cancellationToken);
            return;
        }

        if (read.Missing is { } missing && BindsAny(policy))
        {
            await RefuseAsync(exchange, Refusal.Parameters($"`{missing}` is missing or of the wrong type, so that no rule can be asked"), cancellationToken);
            return;
        }

        // Reading a resource and taking a prompt draw and wait; what only tells of them, completions and subscriptions, does neither.
        var counts = message.Method is Methods.ReadResource or Methods.GetPrompt;
        var continues = counts && message.RequestState.IsPresent && continuations.TryUse(message.RequestState.Of(message.Bytes).Span, CallRecord.Of(message, exchange.Caller));
        exchange.Continues = continues;
        using var parameters = counts && BindsAny(policy) ? JsonDocument.Parse(message.Params.Of(message.Bytes), new JsonDocumentOptions { MaxDepth = options.MaxDepth + 1 }) : null;
        var decision = new Decision { Kind = DecisionKind.Allow, PolicyId = policy?.Id };
        foreach (var use in read.Uses)
        {
            var one = DecideUse(exchange, policy, use, parameters?.RootElement, continues || !counts);
            if (one.Kind is not (DecisionKind.Allow or DecisionKind.Pending))
            {
                exchange.MissingScopes = MissingOf(exchange, policy, CallOf(exchange, use, parameters?.RootElement, continues || !counts));
                await DenyUseAsync(exchange, one, cancellationToken);
                return;
            }

            decision = one with { Would = [.. decision.Would, .. one.Would], Errors = [.. decision.Errors, .. one.Errors] };
        }

        if (await IsForeignAsync(exchange, cancellationToken))
        {
            return;
        }

        string? claimed = null;
        if (decision.Approval is { } request && (claimed = await ClaimUseAsync(exchange, decision, request, cancellationToken)) is null)
        {
            return;
        }

        if (policy is not null && (claimed is not null || decision.Draws.Count > 0))
        {
            await ReserveAsync(exchange, policy, decision, claimed, isFirst: !continues, cancellationToken);
            return;
        }

        var entry = await journal.AllowedAsync(exchange, decision, null, cancellationToken);
        exchange.Admission = new Admission(this, message, exchange.Caller, policy, exchange.Tools)
        {
            Entry = entry,
            SentAt = clock.GetTimestamp(),
            ArrivedAt = exchange.ArrivedAt,
            Version = exchange.Version,
        };
    }

    /// <summary>Claims the approval of a use. Null where there is none to claim, and the exchange is answered.</summary>
    private async ValueTask<string?> ClaimUseAsync(Exchange exchange, Decision decision, ApprovalRequest request, CancellationToken cancellationToken)
    {
        var answer = await approvals.AskAsync(AskedOf(exchange, request), cancellationToken);
        exchange.Approval = answer.Approval?.Id;
        if (answer is { IsNew: true, Approval: { } made })
        {
            news.Tell(made);
        }

        if (answer.Status != ApprovalStatus.Claimed)
        {
            await UnapprovedAsync(exchange, decision, answer, cancellationToken);
            return null;
        }

        exchange.DecidedBy = answer.Approval!.ApprovedBy;
        return answer.Approval.Id;
    }

    private Decision DecideUse(Exchange exchange, PolicySet? policy, Use use, JsonElement? parameters, bool continues) => decisions.Decide(policy, CallOf(exchange, use, parameters, continues));

    /// <summary>The scopes that stand in a message's way, and nothing else; only for callers who show access tokens.</summary>
    private static IReadOnlyList<string> MissingOf(Exchange exchange, PolicySet? policy, ToolCall call) => exchange.Caller.Shown?.Scopes is null ? [] : MissingScopes.Of(policy, call);

    private ToolCall CallOf(Exchange exchange, Use use, JsonElement? parameters, bool continues) => new()
    {
        Server = options.ServerId,
        Subject = use.Subject,
        Tool = use.Name,
        Arguments = use.Arguments,
        Params = parameters,
        Continues = continues,
        Grant = exchange.Caller.Grant,
        Session = exchange.Caller.Session,
    };

    private async Task DenyUseAsync(Exchange exchange, Decision decision, CancellationToken cancellationToken)
    {
        await journal.DecidedAsync(exchange, decision, null, cancellationToken);
        var isRefused = decision.Kind == DecisionKind.Refuse;
        exchange.RefusalCode = isRefused ? RpcErrors.InvalidParams : exchange.DenialCode;
        exchange.Answer = isRefused
            ? JsonAnswers.Error(exchange.Message.IdBytes, RpcErrors.InvalidParams, decision.Message ?? "The message is refused")
            : JsonAnswers.DeniedError(exchange.Message.IdBytes, exchange.DenialCode, decision.Message ?? "Denied by policy", decision.Rule, decision.PolicyId);
    }

    /// <summary>Whether a retry shows the state of another request: whatever the server would take up with it was not decided here, so it is refused.</summary>
    private async ValueTask<bool> IsForeignAsync(Exchange exchange, CancellationToken cancellationToken)
    {
        var message = exchange.Message;
        if (!message.RequestState.IsPresent || !continuations.IsForeign(message.RequestState.Of(message.Bytes).Span, exchange.Caller.Grant.Id, CallRecord.NameOf(message)))
        {
            return false;
        }

        await RefuseAsync(exchange, new Refusal(RpcErrors.InvalidParams, "The `requestState` was issued to another request: repeat that one with it", "(foreign state)"), cancellationToken);
        return true;
    }

    private async Task RefuseAsync(Exchange exchange, Refusal refusal, CancellationToken cancellationToken)
    {
        await journal.RefusedAsync(exchange, refusal, cancellationToken);
        exchange.RefusalCode = refusal.Code;
        exchange.Answer = JsonAnswers.Error(exchange.Message.IdBytes, refusal.Code, refusal.Message);
    }

    private static bool BindsAny(PolicySet? policy) => policy is null || policy.Binds(PolicySubject.Resource) || policy.Binds(PolicySubject.Prompt);
}
