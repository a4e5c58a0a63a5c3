using System.Collections.Concurrent;

namespace Catalog.Gateway.Listening;

/// <summary>How many requests of each grant are under way, over all servers.</summary>
internal sealed class CallAllowance
{
    private const int FirstSweep = 1024;

    // So far below zero that no caller brings it back: nobody sits there any more.
    private const int Gone = int.MinValue / 2;

    private readonly ConcurrentDictionary<string, Seats> _seats = new(StringComparer.Ordinal);
    private int _sweepAt = FirstSweep;

    /// <summary>How many grants are remembered.</summary>
    public int Grants => _seats.Count;

    /// <summary>Takes a seat.</summary>
    /// <param name="grant">The grant's id.</param>
    /// <param name="most">How many seats it has.</param>
    /// <returns>False where all of the grant's are taken: nothing is to be left then.</returns>
    public bool TryEnter(string grant, int most)
    {
        while (true)
        {
            if (!_seats.TryGetValue(grant, out var seats))
            {
                Sweep();
                seats = _seats.GetOrAdd(grant, static _ => new Seats());
            }

            var taken = Interlocked.Increment(ref seats.Taken);
            if (taken < 0)
            {
                // It was swept away between the look and the step.
                _seats.TryRemove(KeyValuePair.Create(grant, seats));
                continue;
            }

            if (taken <= most)
            {
                return true;
            }

            Interlocked.Decrement(ref seats.Taken);
            return false;
        }
    }

    /// <summary>Gives a seat back.</summary>
    public void Leave(string grant) => Interlocked.Decrement(ref _seats[grant].Taken);

    /// <summary>Requests of a grant under way.</summary>
    public int UnderWay(string grant) => _seats.TryGetValue(grant, out var seats) ? Volatile.Read(ref seats.Taken) : 0;

    /// <summary>Forgets grants without a request, now and then: those of access tokens come and go.</summary>
    private void Sweep()
    {
        if (_seats.Count < Volatile.Read(ref _sweepAt))
        {
            return;
        }

        foreach (var seats in _seats)
        {
            if (Interlocked.CompareExchange(ref seats.Value.Taken, Gone, 0) == 0)
            {
                _seats.TryRemove(seats);
            }
        }

        Volatile.Write(ref _sweepAt, Math.Max(FirstSweep, 2 * _seats.Count));
    }

    private sealed class Seats
    {
        public int Taken;
    }
}
