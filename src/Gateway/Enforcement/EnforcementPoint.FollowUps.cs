using Catalog.Core.Decisions;
using Catalog.Gateway.Relaying;
using Catalog.Policy.Deciding;

namespace Catalog.Gateway.Enforcement;

/// <content>Requests about tasks that an earlier call began: decided as that call, and drawing nothing.</content>
internal sealed partial class EnforcementPoint
{
    private async Task DecideFollowUpAsync(Exchange exchange, CancellationToken cancellationToken)
    {
        var message = exchange.Message;
        if (exchange.Era == ProtocolEra.Modern && !Methods.IsModernTaskFollowUp(message.Method!))
        {
            var removed = new Refusal(RpcErrors.MethodNotFound, "This version of the protocol has no such method", "(unknown method)");
            await RefuseAsync(exchange, removed, cancellationToken);
            return;
        }

        var call = message.TaskId is null ? null : tasks.FindOrNull(message.TaskId, exchange.Caller.Grant.Id, exchange.Caller.Session);
        if (call is null)
        {
            var unknown = new Refusal(RpcErrors.InvalidParams, "This grant began no task of that id", "(not your task)");
            await RefuseAsync(exchange, unknown, cancellationToken);
            return;
        }

        var policy = policies.FindOrNull(exchange.Caller.Policy);
        var decision = decisions.Decide(policy, FollowUp(call, exchange.Caller, exchange.Tools));
        if (decision.Kind != DecisionKind.Allow)
        {
            await journal.DecidedAsync(exchange, decision, null, cancellationToken);
            exchange.RefusalCode = RpcErrors.InvalidParams;
            exchange.Answer = JsonAnswers.Error(message.IdBytes, RpcErrors.InvalidParams, $"[POLICY DENIED] {decision.Message}");
            return;
        }

        var entry = await journal.AllowedAsync(exchange, decision, null, cancellationToken);
        exchange.Admission = new Admission(this, message, exchange.Caller, policy, exchange.Tools) 
        {
            IsFirst = false,
            Entry = entry,
            SentAt = clock.GetTimestamp(),
            ArrivedAt = exchange.ArrivedAt,
            Version = exchange.Version,
        };
    }

    private ToolCall FollowUp(CallRecord call, Caller caller, ToolShelf shelf) => new()
    {
        Server = options.ServerId,
        Tool = call.Tool,
        Arguments = call.Arguments,
        Grant = caller.Grant,
        Session = caller.Session,
        UpstreamTools = shelf.Tools,
        Continues = true,
    };
}
