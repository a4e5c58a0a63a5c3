using System.Numerics;
using Catalog.Core.Counters;
using Catalog.Policy.Compiled;
using Catalog.Policy.Deciding;
using Catalog.Policy.Operators.Numbers;

namespace Catalog.Policy.Limits;

/// <summary>Step 6: what a call draws on which totals. Whether it may is the store's answer.</summary>
internal static class LimitDraws
{
    /// <summary>Amounts beyond this many digits, written out, are refused (section 6).</summary>
    private const int MaxDigits = 38;

    private static readonly BigInteger OneCall = 1_000_000_000;

    /// <summary>The limits that cannot be drawn on, for their amount is none.</summary>
    internal static IEnumerable<Finding> Findings(CallContext context)
    {
        foreach (var (entry, limit) in context.Rules.Limits)
        {
            var fault = Amount(limit, context).Fault;
            if (fault is not null)
            {
                yield return Finding.Deny(limit.Pointer, DecisionText.DeniedByRule(limit.Pointer), entry.Observed, [fault]);
            }
        }
    }

    /// <summary>The draws, one for each total, in the order in which the rules first name them. An observed limit without an amount draws nothing.</summary>
    internal static IReadOnlyList<CounterDraw> Draws(CallContext context)
    {
        switch (context.Rules.Limits)
        {
            case []:
                return [];
            case [var (entry, limit)]:
                return Amount(limit, context).Nanos is { } nanos
                    ? [new CounterDraw { Key = KeyOf(limit, context), Nanos = nanos, Caps = [new CounterCap(limit.Pointer, limit.MaxNanos, entry.Observed)], RefundOnError = context.Policy.Totals.RefundsOnError(limit) }]
                    : [];
        }

        // The limits of one total draw the same amount, which the loader sees to, and agree on whether it comes back.
        var byTotal = context.Rules.Limits
            .Select(p => (p.Entry, p.Limit, Amount(p.Limit, context).Nanos))
            .Where(static p => p.Nanos is not null)
            .GroupBy(p => (Total: KeyOf(p.Limit, context), Nanos: p.Nanos!.Value, Refund: context.Policy.Totals.RefundsOnError(p.Limit)));
        return
        [
            .. byTotal.Select(static draw => new CounterDraw
            {
                Key = draw.Key.Total,
                Nanos = draw.Key.Nanos,
                Caps = [.. draw.Select(static p => new CounterCap(p.Limit.Pointer, p.Limit.MaxNanos, p.Entry.Observed))],
                RefundOnError = draw.Key.Refund,
            }),
        ];
    }

    /// <summary>The totals that a call draws on by an amount that is not known.</summary>
    internal static IEnumerable<CounterKey> Unmeasured(CallContext context) => context.Rules.Limits.Where(p => Amount(p.Limit, context).Nanos is null).Select(p => KeyOf(p.Limit, context)).Distinct();

    private static CounterKey KeyOf(CompiledLimit limit, CallContext context)
    {
        var (written, call) = (limit.Source, context.Call);
        var (scope, id) = written.Scope switch
        {
            CounterScope.Grant => (CounterScope.Grant, call.Grant.Id),
            CounterScope.Server => (CounterScope.Server, ""),
            // Where the protocol has no session its limits are the grant's. They keep a total of their own beside one that the document names for the grant, so that a
            // rule more never moves a call to an emptier total.
            _ => (CounterScope.Session, call.Session ?? $"grant:{call.Grant.Id}"),
        };
        // A counter of a section is another total than the one of the same name for tools: they may draw differently.
        var counter = call.Subject switch
        {
            PolicySubject.Resource or PolicySubject.ResourceTemplate => $"resources/{written.Counter}",
            PolicySubject.Prompt => $"prompts/{written.Counter}",
            _ => written.Counter,
        };
        return new CounterKey(call.Server, scope, id, counter, written.Window);
    }

    private static (BigInteger? Nanos, string? Fault) Amount(CompiledLimit limit, CallContext context)
    {
        var path = limit.Amount;
        if (path is null)
        {
            return (OneCall, null);
        }

        var walk = path.Walk(context.Facts);
        if (walk.Problem is not null)
        {
            return (null, walk.Problem);
        }

        var value = walk.Values[0];
        if (value is null)
        {
            return (null, $"`{path.Text}` must be there: it is drawn on a limit");
        }

        var amount = ExactDecimal.FromJsonOrNull(value.Value);
        if (amount is null)
        {
            return (null, $"`{path.Text}` must be a number of at most {MaxDigits} digits");
        }

        return amount switch
        {
            { Sign: < 0 } => (null, $"`{path.Text}` must not be negative"),
            { WrittenOutDigits: > MaxDigits } => (null, $"`{path.Text}` must be a number of at most {MaxDigits} digits"),
            _ => (amount.CeilingScaledOrNull(9), null),
        };
    }
}
