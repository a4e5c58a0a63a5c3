using System.Numerics;
using Catalog.Core.Counters;

namespace Catalog.Storage.Redis.Blocks;

/// <summary>One total as this process uses it: how fast, and the block that it holds of it. Not safe by itself: its ledger's lock is held.</summary>
internal sealed class HotTotal(CounterKey key, BlockSizing sizing, long now)
{
    // Amounts beyond are drawn at the server alone; sums of two of these cannot overflow.
    private const long MostNanos = long.MaxValue / 4;

    private long _since = now;
    private int _draws;
    private double _nanos;
    private double _drawsPerSecond;
    private double _nanosPerSecond;
    private BigInteger _known;
    private DateTimeOffset _knownFrom;

    public CounterKey Key { get; } = key;

    /// <summary>What is left of the block, in billionths.</summary>
    public long Left { get; private set; }

    /// <summary>The window of the block.</summary>
    public DateTimeOffset From { get; private set; }

    /// <summary>Where that window ends.</summary>
    public DateTimeOffset To { get; private set; }

    /// <summary>Which total of the key the block was drawn on; null before there was one.</summary>
    public string? Generation { get; private set; }

    /// <summary>What the total was at most when the block was taken, the block included.</summary>
    public BigInteger Total { get; private set; }

    /// <summary>The timestamp from which on the block is not drawn on.</summary>
    public long Until { get; private set; }

    /// <summary>When it was last drawn on, here or at the server, as a timestamp.</summary>
    public long UsedAt { get; private set; } = now;

    /// <summary>The timestamp until which no block is taken, because a limit was met.</summary>
    public long QuietUntil { get; set; } = long.MinValue;

    /// <summary>Ends once the block that is being asked for is there, or is not to come; null while none is asked for.</summary>
    public TaskCompletionSource? Taking { get; private set; }

    /// <summary>Whether a draw fits into the block without a limit being passed.</summary>
    public bool Holds(CounterDraw draw, long timestamp, DateTimeOffset? moment)
    {
        // Of a block that is used up the total is no longer known: also a draw of nothing may meet a limit.
        if (Left == 0 || draw.Nanos > Left || timestamp >= Until || moment >= To)
        {
            return false;
        }

        foreach (var cap in draw.Caps)
        {
            if (Total > cap.MaxNanos)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Draws on the block, which holds so much.</summary>
    public void Draw(BigInteger nanos, long timestamp)
    {
        Left -= (long)nanos;
        Note(nanos, timestamp);
    }

    /// <summary>Counts a draw, wherever it is made.</summary>
    public void Note(BigInteger nanos, long timestamp)
    {
        UsedAt = timestamp;
        _draws++;
        _nanos += (double)nanos;
    }

    /// <summary>Gives a draw back into the block, where the block is of its window and total and still drawn on.</summary>
    public bool TryGiveBack(LeasePart part, long timestamp, DateTimeOffset? moment)
    {
        if (Left == 0 || part.WindowStart != From || part.Generation != Generation || timestamp >= Until || moment >= To || part.Nanos > MostNanos - Left)
        {
            return false;
        }

        Left += (long)part.Nanos;
        return true;
    }

    /// <summary>Takes the rest of the block out, to be given back to the server.</summary>
    public long TakeRest()
    {
        var rest = Left;
        Left = 0;
        return rest;
    }

    /// <summary>How much to ask for ahead; 0 for none.</summary>
    /// <param name="room">The smallest limit that names the total.</param>
    /// <param name="timestamp">Now.</param>
    /// <param name="time">Tells how long ago timestamps were.</param>
    public long Ahead(BigInteger room, long timestamp, TimeProvider time)
    {
        var elapsed = time.GetElapsedTime(_since, timestamp);
        if (elapsed >= sizing.Interval || _draws >= sizing.MostDraws)
        {
            var seconds = Math.Max(elapsed.TotalSeconds, 0.001);
            (_drawsPerSecond, _nanosPerSecond) = (_draws / seconds, _nanos / seconds);
            (_since, _draws, _nanos) = (timestamp, 0, 0);
        }

        if (Taking is not null || timestamp < QuietUntil || _drawsPerSecond < sizing.HotPerSecond || _drawsPerSecond <= 0 || _knownFrom == default)
        {
            return 0;
        }

        var usual = Math.Max(1, _nanosPerSecond / _drawsPerSecond);
        var wanted = Math.Min(_nanosPerSecond * sizing.Lasting.TotalSeconds, usual * sizing.MostDraws);
        var share = BigInteger.Max(BigInteger.Zero, (room - _known) / sizing.Share);
        var ahead = (long)BigInteger.Min(share, new BigInteger(Math.Min(wanted, MostNanos)));
        return ahead < usual * sizing.LeastDraws ? 0 : ahead;
    }

    public void Ask() => Taking = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Takes in what the server said of the total.</summary>
    public void Learn(DateTimeOffset from, BigInteger total) => (_knownFrom, _known) = (from, total);

    /// <summary>Holds a block from now on.</summary>
    public void Take(long nanos, KnownTotal total, long until) =>
        (Left, Total, From, To, Generation, Until) = (nanos, total.Total, total.From, total.To, total.Generation, until);

    /// <summary>Whoever waits for the block need not wait any more.</summary>
    public void EndAsking()
    {
        Taking?.TrySetResult();
        Taking = null;
    }
}
