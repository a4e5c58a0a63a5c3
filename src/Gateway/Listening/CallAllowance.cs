using System.Collections.Concurrent;

namespace Catalog.Gateway.Listening;

/// <summary>How many requests of each grant are under way, over all servers.</summary>
internal sealed class CallAllowance(CallerLimits limits)
{
    private readonly ConcurrentDictionary<string, Seats> _seats = new(StringComparer.Ordinal);

    /// <summary>Takes a seat.</summary>
    /// <returns>False where all of the grant's are taken: nothing is to be left then.</returns>
    public bool TryEnter(string grant)
    {
        var seats = _seats.GetOrAdd(grant, static _ => new Seats());
        if (Interlocked.Increment(ref seats.Taken) <= limits.ConcurrentCalls)
        {
            return true;
        }

        Interlocked.Decrement(ref seats.Taken);
        return false;
    }

    /// <summary>Gives a seat back.</summary>
    public void Leave(string grant) => Interlocked.Decrement(ref _seats[grant].Taken);

    /// <summary>Requests of a grant under way.</summary>
    public int UnderWay(string grant) => _seats.TryGetValue(grant, out var seats) ? Volatile.Read(ref seats.Taken) : 0;

    private sealed class Seats
    {
        public int Taken;
    }
}
