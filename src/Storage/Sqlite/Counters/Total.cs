using System.Numerics;
using Catalog.Core.Counters;

namespace Catalog.Storage.Sqlite.Counters;

/// <summary>One total as this process knows it. Only what is owned, and the totals of sessions, are counted here; of all others this is a trace of recent use.</summary>
internal sealed class Total
{
    public required CounterKey Key { get; init; }

    /// <summary>Its row; 0 where it has none.</summary>
    public long Id { get; set; }

    public DateTimeOffset Start { get; private set; }

    public DateTimeOffset End { get; private set; }

    /// <summary>What was drawn in its window.</summary>
    public BigInteger Used { get; set; }

    /// <summary>What its row says: at least <see cref="Used"/>.</summary>
    public BigInteger Reserved { get; set; }

    public bool IsOwned { get; set; }

    /// <summary>True while a transaction works on a copy: nothing is drawn here meanwhile.</summary>
    public bool IsBusy { get; set; }

    public DateTimeOffset LastUse { get; set; }

    /// <summary>How many calls the last block was made for.</summary>
    public int Calls { get; set; }

    public DateTimeOffset RefilledAt { get; set; }

    public bool IsSession => Key.Scope == CounterScope.Session;

    /// <summary>Whether calls can be drawn on it without the disk, as long as what is reserved suffices.</summary>
    public bool IsCountedHere => !IsBusy && (IsOwned || IsSession);

    public void Open(DateTimeOffset windowStart)
    {
        Start = windowStart;
        End = CounterWindows.EndOf(Key.Window, windowStart);
        Used = Reserved = BigInteger.Zero;
    }

    public void GiveBack(BigInteger nanos) => Used = BigInteger.Max(Used - nanos, BigInteger.Zero);

    public Total Copy() => (Total)MemberwiseClone();
}
