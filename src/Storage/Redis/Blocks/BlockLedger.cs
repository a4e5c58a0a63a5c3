using Catalog.Core.Counters;

namespace Catalog.Storage.Redis.Blocks;

/// <summary>
/// The blocks that this process holds of totals on the server. A block was drawn there whole, under every limit of its total, so that what is
/// drawn on it here can pass none. What is left of it goes back with the next draw at the server, so that this process never meets its own block there.
/// </summary>
internal sealed class BlockLedger(BlockSizing sizing, TimeProvider time, TimeProvider? windows)
{
    private readonly Dictionary<CounterKey, HotTotal> _totals = [];

    /// <summary>Held while a draw is made here, or sent to the server: their order is then the same in both places.</summary>
    public Lock Gate { get; } = new();

    /// <summary>Draws here on all totals, or on none.</summary>
    /// <returns>The lease; null where a total has no block that the draw fits into.</returns>
    public CounterLease? TryDraw(IReadOnlyList<CounterDraw> draws)
    {
        var now = time.GetTimestamp();
        var moment = windows?.GetUtcNow();
        foreach (var draw in draws)
        {
            if (!_totals.TryGetValue(draw.Key, out var total) || !total.Holds(draw, now, moment))
            {
                return null;
            }
        }

        if (IsAnyTwice(draws))
        {
            return null;
        }

        var parts = new LeasePart[draws.Count];
        for (var i = 0; i < parts.Length; i++)
        {
            var total = _totals[draws[i].Key];
            total.Draw(draws[i].Nanos, now);
            parts[i] = new LeasePart(total.Key, total.From, draws[i].Nanos) { Generation = total.Generation };
        }

        return new CounterLease(parts);
    }

    /// <summary>Says for each draw what goes along with it to the server.</summary>
    public BlockAsk[] Ask(IReadOnlyList<CounterDraw> draws)
    {
        var now = time.GetTimestamp();
        var asks = new BlockAsk[draws.Count];
        var isAnyTwice = IsAnyTwice(draws);
        for (var i = 0; i < asks.Length; i++)
        {
            var draw = draws[i];
            if (!_totals.TryGetValue(draw.Key, out var total))
            {
                _totals.Add(draw.Key, total = new HotTotal(draw.Key, sizing, now));
            }

            var (from, of, returned) = (total.From, total.Generation, total.TakeRest());
            total.Note(draw.Nanos, now);
            var ceiling = draw.Caps.Min(static c => c.MaxNanos);
            var ahead = isAnyTwice ? 0 : total.Ahead(ceiling, now, time);
            if (ahead > 0)
            {
                total.Ask();
            }

            asks[i] = new BlockAsk(total, returned, from, of, ahead, ceiling);
        }

        return asks;
    }

    /// <summary>Takes in what the server answered.</summary>
    /// <param name="asks">What went along with the draw.</param>
    /// <param name="sentAt">When it was sent, as a timestamp: the server's clock stood at <paramref name="answer"/>'s moment then, or later.</param>
    /// <param name="answer">What came back; null where nothing did, and nothing is held then.</param>
    /// <param name="isFull">Whether a limit was met.</param>
    public void Learn(BlockAsk[] asks, long sentAt, BlockAnswer? answer, bool isFull)
    {
        lock (Gate)
        {
            for (var i = 0; i < asks.Length; i++)
            {
                var (ask, total) = (asks[i], asks[i].Total);
                if (answer?.Totals[i] is { } known)
                {
                    total.Learn(known.From, known.Total);
                    if (known.IsTaken)
                    {
                        var usable = known.To - answer.Moment < sizing.Life ? known.To - answer.Moment : sizing.Life;
                        total.Take(ask.Ahead, known, sentAt + (long)(usable.TotalSeconds * time.TimestampFrequency));
                    }
                }

                if (isFull)
                {
                    total.QuietUntil = time.GetTimestamp() + (long)(sizing.Life.TotalSeconds * time.TimestampFrequency);
                }

                if (ask.Ahead > 0)
                {
                    total.EndAsking();
                }
            }
        }
    }

    /// <summary>Whether this process holds some of the totals, or is about to: then what the server calls full may not be.</summary>
    /// <param name="draws">What is to be drawn.</param>
    /// <param name="settled">Ends once none of them is asked for any more.</param>
    public bool IsHeld(IReadOnlyList<CounterDraw> draws, out Task settled)
    {
        lock (Gate)
        {
            var totals = draws.Select(draw => _totals.GetValueOrDefault(draw.Key)).OfType<HotTotal>().Where(static t => t.Left > 0 || t.Taking is not null).ToList();
            settled = Task.WhenAll(totals.Select(static t => t.Taking?.Task ?? Task.CompletedTask));
            return totals.Count > 0;
        }
    }

    /// <summary>Gives a draw back into the block that it may have come from.</summary>
    public bool TryGiveBack(LeasePart part)
    {
        lock (Gate)
        {
            return _totals.TryGetValue(part.Key, out var total) && total.TryGiveBack(part, time.GetTimestamp(), windows?.GetUtcNow());
        }
    }

    /// <summary>Takes out what is left of blocks that were not used for a while or are too old, and forgets totals that nobody draws on. The gate is held.</summary>
    /// <param name="all">Whether all are taken out, used or not.</param>
    public List<LeasePart> TakeUnused(bool all)
    {
        var now = time.GetTimestamp();
        var unused = new List<LeasePart>();
        foreach (var total in _totals.Values)
        {
            if (total.Left > 0 && (all || now >= total.Until || time.GetElapsedTime(total.UsedAt, now) >= sizing.Idle))
            {
                unused.Add(new LeasePart(total.Key, total.From, total.TakeRest()) { Generation = total.Generation });
            }
        }

        foreach (var gone in _totals.Values.Where(t => t.Left == 0 && t.Taking is null && now >= t.QuietUntil && time.GetElapsedTime(t.UsedAt, now) >= 2 * sizing.Life).ToList())
        {
            _totals.Remove(gone.Key);
        }

        return unused;
    }

    private static bool IsAnyTwice(IReadOnlyList<CounterDraw> draws)
    {
        for (var i = 1; i < draws.Count; i++)
        {
            for (var j = 0; j < i; j++)
            {
                if (draws[i].Key == draws[j].Key)
                {
                    return true;
                }
            }
        }

        return false;
    }
}
