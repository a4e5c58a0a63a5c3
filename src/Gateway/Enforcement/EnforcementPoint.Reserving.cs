using Catalog.Core.Catalogs;
using Catalog.Core.Counters;
using Catalog.Core.Decisions;
using Catalog.Policy.Compiled;
using Catalog.Policy.Deciding;
using Microsoft.Extensions.Logging;

namespace Catalog.Gateway.Enforcement;

/// <content>What a call takes before it is forwarded, its limits and its approval, and what it gives back.</content>
internal sealed partial class EnforcementPoint
{
    private async ValueTask ReserveAsync(
        Exchange exchange, PolicySet policy, Decision decision, string? claimed, bool isFirst, CancellationToken cancellationToken)
    {
        Reservation reservation;
        try
        {
            reservation = await counters.TryReserveAsync(decision.Draws, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // The caller left; nothing was drawn, and nothing is spent.
            await ReleaseAsync(claimed);
            throw;
        }

        metrics.Drew(reservation.Status, decision.Draws.Count);
        string? error = null;
        if (reservation.Status == ReservationStatus.Unavailable)
        {
            // Limits that are only observed deny nothing, also when they cannot be counted.
            var isEnforced = decision.Draws.Any(static d => d.Caps.Any(static c => !c.Observed));
            if (isEnforced && !options.CountersFailOpen)
            {
                await ReleaseAsync(claimed);
                await DenyAsync(
                    exchange,
                    PolicyDecisionPoint.Deny(decision, "(counter store unavailable)", "The store of counters cannot be reached, so the call is denied"),
                    "the counter store cannot be reached",
                    cancellationToken);
                return;
            }

            error = "the counter store cannot be reached, and the call passes uncounted";
        }

        if (reservation.Status == ReservationStatus.Full)
        {
            await ReleaseAsync(claimed);
            await DenyAsync(exchange, decisions.DenyFull(policy, decision, reservation.Full), null, cancellationToken);
            return;
        }

        if (claimed is not null && !await approvals.TrySpendAsync(claimed, cancellationToken))
        {
            await RefundAsync(reservation.Lease, null);
            await DenyAsync(exchange, PolicyDecisionPoint.Deny(decision, "(approval used)", "The approval was used by another call: ask again"), null, cancellationToken);
            return;
        }

        var allowed = decision.Kind == DecisionKind.Allow && reservation.ObservedFull.Count == 0 ? decision : decision with
        {
            Kind = DecisionKind.Allow,
            Rule = claimed is null ? null : decision.Rule,
            Message = null,
            Would = [.. decision.Would, .. reservation.ObservedFull.Select(static f => $"deny {f.Rule}")],
        };
        OpenDecision entry;
        try
        {
            entry = await journal.AllowedAsync(exchange, allowed, error, cancellationToken);
        }
        catch (Exception failure) when (failure is StoreException or OperationCanceledException)
        {
            await RefundAsync(reservation.Lease, null);
            await ReleaseAsync(claimed);
            throw;
        }

        exchange.Admission = new Admission(this, exchange.Message, exchange.Caller, policy, exchange.Tools)
        {
            Lease = reservation.Lease,
            Draws = decision.Draws,
            Approval = claimed,
            IsFirst = isFirst,
            Entry = entry,
            SentAt = clock.GetTimestamp(),
            ArrivedAt = exchange.ArrivedAt,
            Version = exchange.Version,
        };
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
}
