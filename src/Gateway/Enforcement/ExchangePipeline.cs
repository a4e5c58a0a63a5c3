using Catalog.Core.Catalogs;
using Catalog.Core.Decisions;
using Catalog.Gateway.Metering;
using Catalog.Gateway.Relaying;
using Catalog.Gateway.Tracing;

namespace Catalog.Gateway.Enforcement;

/// <summary>
/// The one way to the upstream. An exchange that no step admitted is refused: a gateway without its enforcement step forwards nothing.
/// </summary>
internal sealed class ExchangePipeline(IEnumerable<IExchangeStep> steps, DecisionJournal journal, LaneMetrics metrics, LaneTracing tracing, TimeProvider clock)
{
    private readonly IExchangeStep[] _steps = [.. steps];

    public async ValueTask RunAsync(Exchange exchange, CancellationToken cancellationToken)
    {
        exchange.Trace = tracing.BeginOrNull(exchange);
        if (exchange.Trace is not { } trace)
        {
            await DecideAsync(exchange, cancellationToken);
            return;
        }

        try
        {
            await DecideAsync(exchange, cancellationToken);
            exchange.Admission = exchange.Admission is { } admission ? trace.Forward(admission) : null;
        }
        catch (OperationCanceledException)
        {
            trace.End(ErrorTypes.Unanswered);
            throw;
        }
    }

    private async ValueTask DecideAsync(Exchange exchange, CancellationToken cancellationToken)
    {
        foreach (var step in _steps)
        {
            if (exchange.Admission is null && exchange.Answer is null)
            {
                await step.RunAsync(exchange, cancellationToken);
            }
        }

        if (exchange.Answer is not null)
        {
            exchange.Admission = null;
            Answered(exchange);
            return;
        }

        // INVARIANT: what is forwarded is the message that was decided, and no other.
        if (exchange.Admission is { } admission && ReferenceEquals(admission.Message, exchange.Message))
        {
            return;
        }

        exchange.Admission = null;
        await RefuseAsync(exchange, new Refusal(RpcErrors.NotDecided, "The message was not decided, so it is not forwarded: the gateway's enforcement step is missing", "(not decided)"), cancellationToken);
    }

    /// <summary>Answers a message that is never decided, and records it.</summary>
    public async ValueTask RefuseAsync(Exchange exchange, Refusal refusal, CancellationToken cancellationToken)
    {
        await RefuseAsync(exchange, journal, refusal, cancellationToken);
        Answered(exchange);
    }

    /// <summary>As above, for a step on the way, whose answers are counted at its end.</summary>
    public static async ValueTask RefuseAsync(Exchange exchange, DecisionJournal journal, Refusal refusal, CancellationToken cancellationToken)
    {
        try
        {
            await journal.RefusedAsync(exchange, refusal, cancellationToken);
        }
        catch (StoreException failure)
        {
            journal.Lost(failure);
        }

        exchange.RefusalCode = refusal.Code;
        exchange.Answer = exchange.Message.Kind == MessageKind.Request
            ? JsonAnswers.Error(exchange.Message.IdBytes, refusal.Code, refusal.Message)
            : ReadOnlyMemory<byte>.Empty;
    }

    private void Answered(Exchange exchange)
    {
        if (exchange.Message.Kind != MessageKind.Request)
        {
            return;
        }

        var error = exchange.RefusalCode is { } code ? ErrorTypes.OfCode(code) : exchange.Decided == DecisionKind.Pending ? ErrorTypes.Pending : exchange.Decided == DecisionKind.Deny ? ErrorTypes.Denied : null;
        exchange.Trace?.End(error);
        metrics.Served(exchange.Message, exchange.Tools, exchange.Version, error, clock.GetElapsedTime(exchange.ArrivedAt));
    }
}
