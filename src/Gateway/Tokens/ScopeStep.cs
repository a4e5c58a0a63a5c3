using Catalog.Gateway.Enforcement;
using Catalog.Gateway.Relaying;

namespace Catalog.Gateway.Tokens;

/// <summary>Refuses methods for which a caller's token lacks scopes, before anything else is asked.</summary>
internal sealed class ScopeStep(TokenBook tokens, DecisionJournal journal) : IExchangeStep
{
    public async ValueTask RunAsync(Exchange exchange, CancellationToken cancellationToken)
    {
        if (tokens.MissingFor(exchange.Caller.Shown, exchange.Message.Method) is { Count: > 0 } missing)
        {
            await ExchangePipeline.RefuseAsync(
                exchange,
                journal,
                new Refusal(RpcErrors.InsufficientScope, $"The token lacks a scope that `{exchange.Message.Method}` needs: ask for `{string.Join(' ', missing)}`", "(insufficient scope)"),
                cancellationToken);
        }
    }
}
