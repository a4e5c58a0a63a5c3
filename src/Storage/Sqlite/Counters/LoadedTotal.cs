using System.Globalization;
using System.Numerics;
using Catalog.Core.Counters;

namespace Catalog.Storage.Sqlite.Counters;

/// <summary>One total inside a transaction: its row, and what this process knows of it.</summary>
internal sealed class LoadedTotal
{
    private const int FirstBlock = 8;
    private const int LargestBlock = 65_536;

    // A block is to last about so long: a busier total gets a larger one, an idler one a smaller.
    private static readonly TimeSpan TooShort = TimeSpan.FromMilliseconds(400);
    private static readonly TimeSpan TooLong = TimeSpan.FromSeconds(2);

    private BigInteger _drawn;
    private int _draws;
    private BigInteger? _leastCap;

    public long Id { get; private init; }

    /// <summary>The window of the row.</summary>
    public DateTimeOffset Start { get; private init; }

    /// <summary>The total of the row.</summary>
    public BigInteger Stored { get; set; }

    /// <summary>The total to draw on; null where it is damaged or held.</summary>
    public Total? Total { get; private init; }

    /// <summary>The living process that counts it; null where that is this one or none.</summary>
    public string? HeldBy { get; private init; }

    public bool IsDamaged { get; private init; }

    public bool WasOwned { get; private init; }

    /// <summary>Whether it was used a moment before as well: only then is it worth counting in memory.</summary>
    public bool IsHot { get; private init; }

    public long SharedUntil { get; private init; }

    public bool IsShared { get; private init; }

    public bool IsLetGo { get; set; }

    public bool IsRecalled { get; set; }

    public bool IsUsable => Total is not null;

    public static LoadedTotal Of(CounterKey key, Total? known, StoredTotal? row, CounterOwner owner, DateTimeOffset now)
    {
        var isHot = known is not null && now >= known.LastUse && now - known.LastUse < TotalTable.Idle;
        if (key.Scope == CounterScope.Session && known is not null)
        {
            // Counted in memory alone; the row, if any, is what was once put aside.
            return new LoadedTotal { Id = row?.Id ?? 0, Total = Copied(known, row?.Id ?? 0, now) };
        }

        if (row is null)
        {
            return new LoadedTotal { Total = New(key, 0, BigInteger.Zero, CounterWindows.StartOf(key.Window, now), now, known), IsHot = isHot };
        }

        if (!BigInteger.TryParse(row.Total, NumberStyles.None, CultureInfo.InvariantCulture, out var stored))
        {
            return new LoadedTotal { IsDamaged = true };
        }

        // What a process that died had reserved counts as drawn.
        var isMine = row.Owner == owner.Id;
        if (row.Owner is not null && !isMine && owner.Lives(row.Owner))
        {
            return new LoadedTotal { Id = row.Id, Start = row.Start, Stored = stored, HeldBy = row.Owner };
        }

        // What other processes gave back shows in the row alone.
        var used = isMine && known is { IsOwned: true } && known.Start == row.Start
            ? BigInteger.Max(known.Used + stored - known.Reserved, BigInteger.Zero)
            : stored;
        return new LoadedTotal
        {
            Id = row.Id,
            Start = row.Start,
            Stored = stored,
            Total = New(key, row.Id, used, row.Start, now, known),
            WasOwned = isMine,
            IsLetGo = isMine && row.IsRecalled,
            IsRecalled = isMine && row.IsRecalled,
            IsHot = isHot,
            SharedUntil = row.SharedUntil,
            IsShared = row.SharedUntil > now.ToStored() && row.SharedUntil - now.ToStored() <= TimeSpan.TicksPerMinute,
        };
    }

    /// <summary>Remembers what a call asks of it, to measure the next block by.</summary>
    public void Note(CounterDraw draw)
    {
        _drawn += draw.Nanos;
        _draws++;
        foreach (var cap in draw.Caps)
        {
            if (!cap.Observed && (_leastCap is null || cap.MaxNanos < _leastCap))
            {
                _leastCap = cap.MaxNanos;
            }
        }
    }

    /// <summary>How much to reserve ahead of what was drawn; less and less towards the limit, and nothing for its last part.</summary>
    public BigInteger Block(DateTimeOffset now)
    {
        var total = Total!;
        if (_draws == 0)
        {
            return WasOwned && total.Start == Start ? BigInteger.Max(Stored - total.Used, BigInteger.Zero) : BigInteger.Zero;
        }

        var since = now - total.RefilledAt;
        total.Calls = total.Calls == 0 || since < TimeSpan.Zero ? FirstBlock
            : since < TooShort ? Math.Min(total.Calls * 4, LargestBlock)
            : since > TooLong ? Math.Max(total.Calls / 4, FirstBlock)
            : total.Calls;
        total.RefilledAt = now;
        var block = _drawn / _draws * total.Calls;
        return _leastCap is { } cap ? BigInteger.Max(BigInteger.Min(block, (cap - total.Used) / 8), BigInteger.Zero) : block;
    }

    /// <summary>The total in the present window. A clock that went back stays in the window that was reached.</summary>
    private static Total New(CounterKey key, long id, BigInteger used, DateTimeOffset stored, DateTimeOffset now, Total? known)
    {
        var start = CounterWindows.StartOf(key.Window, now);
        var total = new Total { Key = key, Id = id, LastUse = now, Calls = known?.Calls ?? 0, RefilledAt = known?.RefilledAt ?? default };
        total.Open(stored >= start ? stored : start);
        total.Used = stored >= start ? used : BigInteger.Zero;
        return total;
    }

    private static Total Copied(Total known, long id, DateTimeOffset now)
    {
        var copy = known.Copy();
        copy.IsBusy = false;
        copy.Id = id;
        if (now >= copy.End)
        {
            copy.Open(CounterWindows.StartOf(copy.Key.Window, now));
        }

        return copy;
    }
}
