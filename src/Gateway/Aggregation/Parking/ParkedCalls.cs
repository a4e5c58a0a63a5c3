namespace Catalog.Gateway.Aggregation.Parking;

/// <summary>The calls that wait for their clients: so many of a grant and of all grants, and each for a while only.</summary>
internal sealed class ParkedCalls(TimeProvider clock) : IDisposable
{
    /// <summary>How many calls of one grant may wait.</summary>
    public const int MostOfGrant = 32;

    /// <summary>Bytes of messages that calls of one grant may keep while they wait.</summary>
    public const long MostBytesOfGrant = 32 * 1024 * 1024;

    private const int Most = 4096;
    private const long MostBytes = 512L * 1024 * 1024;
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(10);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, ParkedCall> _parked = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (int Calls, long Bytes)> _ofGrant = new(StringComparer.Ordinal);
    private long _bytes;
    private readonly StateSeal _seal = new("org.toolrisk-catalog/input/");

    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _parked.Count;
            }
        }
    }

    public string NewState(string grant) => _seal.New(grant);

    /// <summary>Lets a call wait.</summary>
    /// <param name="call">The call.</param>
    /// <param name="expired">Called where nobody came in time.</param>
    /// <returns>False where too many wait already.</returns>
    public bool TryPark(ParkedCall call, Action<ParkedCall> expired)
    {
        lock (_gate)
        {
            var waiting = _ofGrant.GetValueOrDefault(call.Call.Grant);
            if (waiting.Calls >= MostOfGrant || waiting.Bytes + call.Bytes > MostBytesOfGrant || _parked.Count >= Most || _bytes + call.Bytes > MostBytes)
            {
                return false;
            }

            _bytes += call.Bytes;
            _ofGrant[call.Call.Grant] = (waiting.Calls + 1, waiting.Bytes + call.Bytes);
            _parked[call.State] = call;
            call.Expiry = clock.CreateTimer(_ => Expire(call, expired), null, Life, Timeout.InfiniteTimeSpan);
            return true;
        }
    }

    /// <summary>The call that a state stands for; null where this process made it for another grant, or the call waits no more.</summary>
    public ParkedCall? FindOrNull(string grant, string state)
    {
        if (!_seal.IsOwn(grant, state))
        {
            return null;
        }

        lock (_gate)
        {
            return _parked.GetValueOrDefault(state);
        }
    }

    /// <summary>Takes a call up again: once, whoever is first.</summary>
    public bool TryTake(ParkedCall call)
    {
        lock (_gate)
        {
            if (!_parked.Remove(call.State))
            {
                return false;
            }

            _bytes -= call.Bytes;
            var (calls, bytes) = _ofGrant[call.Call.Grant];
            if (calls == 1)
            {
                _ofGrant.Remove(call.Call.Grant);
            }
            else
            {
                _ofGrant[call.Call.Grant] = (calls - 1, bytes - call.Bytes);
            }
        }

        call.Expiry!.Dispose();
        return true;
    }

    public void Dispose()
    {
        lock (_gate)
        {
            foreach (var call in _parked.Values)
            {
                call.Expiry!.Dispose();
            }

            _parked.Clear();
            _ofGrant.Clear();
        }
    }

    private void Expire(ParkedCall call, Action<ParkedCall> expired)
    {
        if (TryTake(call))
        {
            expired(call);
        }
    }
}
