using System.Globalization;
using System.Numerics;
using Catalog.Core.Counters;

namespace Catalog.Storage.Sqlite.Counters;

/// <summary>
/// Works on totals inside the writer's transaction: no other process draws meanwhile. Memory is not touched: copies are, which take the
/// place of the frozen totals once the transaction is on disk.
/// </summary>
internal sealed class CounterTransaction(SqliteSession session, CounterOwner owner, Dictionary<CounterKey, Total?> frozen, DateTimeOffset now)
{
    // Two processes draw on a total by turns: for so long nobody counts it alone again.
    private static readonly TimeSpan Shared = TimeSpan.FromSeconds(10);

    private readonly Dictionary<CounterKey, LoadedTotal> _loaded = [];

    /// <summary>The totals as they stand on disk after this.</summary>
    public IEnumerable<Total> Stored => _loaded.Values.Where(static loaded => loaded.IsUsable).Select(static loaded => loaded.Total!);

    /// <summary>Totals that leave memory.</summary>
    public HashSet<CounterKey> Dropped { get; } = [];

    /// <summary>Draws on all totals, or on none; null where another process has to let go of one first, which it is asked to.</summary>
    public Reservation? Draw(IReadOnlyList<CounterDraw> draws)
    {
        var call = new CallWeighing(now, draws.Count);
        var isHeld = false;
        foreach (var draw in draws)
        {
            var loaded = Load(draw.Key);
            if (loaded.IsDamaged)
            {
                return new Reservation { Status = ReservationStatus.Unavailable };
            }

            if (loaded.HeldBy is not null)
            {
                isHeld = true;
                session.Execute("UPDATE counters SET recalled = 1 WHERE id = ?1 AND owner = ?2", loaded.Id, loaded.HeldBy);
            }
            else
            {
                call.Add(draw, loaded.Total!);
                loaded.Note(draw);
            }
        }

        return isHeld ? null : call.IsFull ? call.Refuse() : call.Grant();
    }

    /// <summary>Gives back; a total that another process counts is told by its row.</summary>
    public void GiveBack(LeasePart part)
    {
        var loaded = Load(part.Key);
        if (loaded.Total is { } total)
        {
            if (total.Start == part.WindowStart && total.End > now)
            {
                total.GiveBack(part.Nanos);
            }
        }
        else if (loaded.HeldBy is not null && loaded.Start == part.WindowStart && CounterWindows.EndOf(part.Key.Window, part.WindowStart) > now)
        {
            // The owner finds the difference when it comes to the disk next, and takes it off what it has counted.
            loaded.Stored = BigInteger.Max(loaded.Stored - part.Nanos, BigInteger.Zero);
            session.Execute("UPDATE counters SET total = ?2 WHERE id = ?1", loaded.Id, Digits(loaded.Stored));
        }
    }

    /// <summary>Writes down what was drawn and lets the total go.</summary>
    public void LetGo(CounterKey key, bool isRecalled)
    {
        var loaded = Load(key);
        loaded.IsLetGo = true;
        loaded.IsRecalled |= isRecalled;
        Dropped.Add(key);
    }

    /// <summary>Writes the rows. Called once, after the last work.</summary>
    public void Save()
    {
        foreach (var loaded in _loaded.Values)
        {
            if (loaded.Total is { } total && (!total.IsSession || loaded.IsLetGo))
            {
                Save(loaded, total);
            }
        }
    }

    private void Save(LoadedTotal loaded, Total total)
    {
        var mayOwn = !loaded.IsLetGo && !loaded.IsShared && loaded.IsHot && owner.TryLive();
        total.Reserved = total.Used + (mayOwn ? loaded.Block(now) : BigInteger.Zero);
        total.IsOwned = mayOwn;
        var sharedUntil = loaded.IsRecalled ? (now + Shared).ToStored() : loaded.SharedUntil;
        if (total.Id == 0)
        {
            total.Id = session.Insert(
                """
                INSERT INTO counters (server, scope, scope_id, counter, window, window_start, window_end, total, owner, shared_until)
                VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
                """,
                total.Key.Server, total.Key.Scope.ToString(), total.Key.ScopeId, total.Key.Counter, total.Key.Window.ToString(),
                total.Start.ToStored(), total.End.ToStored(), Digits(total.Reserved), mayOwn ? owner.Id : null, sharedUntil);
        }
        else if (total.Reserved != loaded.Stored || total.Start != loaded.Start || mayOwn != loaded.WasOwned || loaded.IsLetGo)
        {
            session.Execute(
                "UPDATE counters SET window_start = ?2, window_end = ?3, total = ?4, owner = ?5, shared_until = ?6, recalled = 0 WHERE id = ?1",
                total.Id, total.Start.ToStored(), total.End.ToStored(), Digits(total.Reserved), mayOwn ? owner.Id : null, sharedUntil);
        }
    }

    private LoadedTotal Load(CounterKey key)
    {
        if (!_loaded.TryGetValue(key, out var loaded))
        {
            var row = session.First(
                """
                SELECT id, window_start, total, owner, recalled, shared_until FROM counters
                WHERE server = ?1 AND scope = ?2 AND scope_id = ?3 AND counter = ?4 AND window = ?5
                """,
                static row => new StoredTotal(row.GetInt64(0), row.Moment(1), row.GetString(2), row.Text(3), row.GetInt64(4) != 0, row.GetInt64(5)),
                key.Server, key.Scope.ToString(), key.ScopeId, key.Counter, key.Window.ToString());
            loaded = LoadedTotal.Of(key, frozen.GetValueOrDefault(key), row, owner, now);
            _loaded.Add(key, loaded);
            if (loaded.IsLetGo)
            {
                Dropped.Add(key);
            }
        }

        return loaded;
    }

    private static string Digits(BigInteger amount) => amount.ToString(CultureInfo.InvariantCulture);
}
