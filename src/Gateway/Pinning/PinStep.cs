using Catalog.Core.Catalogs;
using Catalog.Core.Decisions;
using Catalog.Gateway.Enforcement;
using Catalog.Gateway.Loading;
using Catalog.Gateway.Relaying;
using Catalog.Policy.Deciding;

namespace Catalog.Gateway.Pinning;

/// <summary>Denies calls of tools that are held back, before any rule is asked.</summary>
internal sealed class PinStep(PinBook pins, IPolicySource policies, DecisionJournal journal) : IExchangeStep
{
    public async ValueTask RunAsync(Exchange exchange, CancellationToken cancellationToken)
    {
        var message = exchange.Message;
        if (!message.IsToolCall || !pins.IsBlocked(message.Name!) || policies.FindOrNull(exchange.Caller.Policy)?.IsShown(message.Name!) != true)
        {
            // Of a tool that is hidden the policy says no more than that.
            return;
        }

        try
        {
            await pins.RefreshAsync(cancellationToken);
        }
        catch (StoreException failure)
        {
            // What is known stays in force.
            journal.Lost(failure);
        }

        if (!pins.IsBlocked(message.Name!))
        {
            return;
        }

        var decision = pins.IsUnknown(message.Name!) ? new Decision
        {
            Kind = DecisionKind.Deny,
            Rule = "(tool unknown)",
            Message = $"The tool `{message.Name}` is not one that was pinned: a person has to look at it with `catalog gateway pins diff` and accept it",
        }
        : new Decision
        {
            Kind = DecisionKind.Deny,
            Rule = "(tool changed)",
            Message = $"The definition of `{message.Name}` is not the one that was pinned on {pins.FindOrNull(message.Name!)!.PinnedAt.UtcDateTime:yyyy-MM-dd}: a person has to look at it with `catalog gateway pins diff` and accept it",
        };
        try
        {
            await journal.DecidedAsync(exchange, decision, null, cancellationToken);
        }
        catch (StoreException failure)
        {
            journal.Lost(failure);
        }

        exchange.Answer = JsonAnswers.Denial(message.IdBytes, exchange.Era, decision.Message!, decision.Rule, null, null);
    }
}
