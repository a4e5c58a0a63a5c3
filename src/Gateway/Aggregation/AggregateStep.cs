using Catalog.Core.Catalogs;
using Catalog.Gateway.Enforcement;
using Catalog.Gateway.Relaying;

namespace Catalog.Gateway.Aggregation;

/// <summary>
/// Lets a message for all servers as far as the aggregate, which has no link of its own: whatever it sends on is decided by the enforcement
/// point of the server's lane. What it answers itself is written down here.
/// </summary>
internal sealed class AggregateStep(EnforcementPoint point, DecisionJournal journal) : IExchangeStep
{
    public async ValueTask RunAsync(Exchange exchange, CancellationToken cancellationToken)
    {
        var message = exchange.Message;
        if (message.Kind == MessageKind.Request && !AggregateRouter.IsForOneServer(message.Method))
        {
            try
            {
                await journal.NotedAsync(exchange, cancellationToken);
            }
            catch (StoreException failure)
            {
                journal.Lost(failure);
                exchange.RefusalCode = RpcErrors.NotRecorded;
                exchange.Answer = JsonAnswers.Error(message.IdBytes, RpcErrors.NotRecorded, "The decision log cannot be written, so nothing is answered: tell the operator of the gateway");
                return;
            }
        }

        exchange.Admission = new Admission(point, message, exchange.Caller, null, exchange.Tools);
    }
}
