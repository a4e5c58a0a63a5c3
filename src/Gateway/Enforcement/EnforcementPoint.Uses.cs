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

        var decision = new Decision { Kind = DecisionKind.Allow, PolicyId = policy?.Id };
        foreach (var use in read.Uses)
        {
            var one = DecideUse(exchange, policy, use);
            if (one.Kind != DecisionKind.Allow)
            {
                await DenyUseAsync(exchange, one, cancellationToken);
                return;
            }

            decision = one with { Would = [.. decision.Would, .. one.Would], Errors = [.. decision.Errors, .. one.Errors] };
        }

        if (await IsForeignAsync(exchange, cancellationToken))
        {
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

    private Decision DecideUse(Exchange exchange, PolicySet? policy, Use use) => decisions.Decide(policy, new ToolCall
    {
        Server = options.ServerId,
        Subject = use.Subject,
        Tool = use.Name,
        Arguments = use.Arguments,
        Grant = exchange.Caller.Grant,
        Session = exchange.Caller.Session,
    });

    private async Task DenyUseAsync(Exchange exchange, Decision decision, CancellationToken cancellationToken)
    {
        await journal.DecidedAsync(exchange, decision, null, cancellationToken);
        var isRefused = decision.Kind == DecisionKind.Refuse;
        exchange.RefusalCode = isRefused ? RpcErrors.InvalidParams : RpcErrors.DeniedByPolicy;
        exchange.Answer = isRefused
            ? JsonAnswers.Error(exchange.Message.IdBytes, RpcErrors.InvalidParams, decision.Message ?? "The message is refused")
            : JsonAnswers.DeniedError(exchange.Message.IdBytes, decision.Message ?? "Denied by policy", decision.Rule, decision.PolicyId);
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
