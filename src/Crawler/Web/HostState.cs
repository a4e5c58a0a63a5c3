namespace Catalog.Crawler.Web;

/// <summary>
/// What is known of one host by all clients: when the next request may go, which limits are used up until when, and how long it has failed. A host that fails again and again
/// is left alone for a while, then asked once; only when it stays so are requests refused without asking. Safe to use from many threads.
/// </summary>
internal sealed class HostState(string name, TimeProvider time, WebWaits waits)
{
    /// <summary>So many failures in a row, with no success between, open the circuit.</summary>
    private const int MostFailures = 10;

    private static readonly TimeSpan ShortestRest = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestRest = TimeSpan.FromMinutes(1);

    /// <summary>After so long without any success requests are refused at once instead of waiting.</summary>
    private static readonly TimeSpan GivenUp = TimeSpan.FromMinutes(3);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, (DateTimeOffset Until, string Reason)> _used = new(StringComparer.Ordinal);
    private DateTimeOffset _next;
    private int _failures;
    private DateTimeOffset _failing;
    private DateTimeOffset _restUntil;
    private TimeSpan _rest;

    /// <summary>Waits until a request may go: for the pace, for its limit, and while the host rests.</summary>
    /// <param name="limit">The limit that the request falls under.</param>
    /// <param name="perSecond">The pace; 0 for none.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <exception cref="WebRefusedException">The host has failed for too long.</exception>
    public async Task EnterAsync(string limit, double perSecond, CancellationToken cancellationToken)
    {
        while (true)
        {
            TimeSpan wait;
            string? reason;
            DateTimeOffset until;
            lock (_gate)
            {
                var now = time.GetUtcNow();
                (until, reason) = Hold(limit, now);
                if (reason is null)
                {
                    until = perSecond > 0 && _next > now ? _next : now;
                    _next = perSecond > 0 ? until + TimeSpan.FromSeconds(1 / perSecond) : _next;
                }

                wait = until - now;
            }

            if (reason is not null)
            {
                waits.Tell(wait, until, reason);
            }

            if (wait > TimeSpan.Zero)
            {
                await Task.Delay(wait, time, cancellationToken);
            }

            if (reason is null)
            {
                return;
            }
        }
    }

    /// <summary>Notes that a limit is used up.</summary>
    /// <param name="limit">The limit; empty for all of the host.</param>
    /// <param name="wait">How long nothing more may be asked.</param>
    /// <param name="reason">What it is called, for the user.</param>
    public void UseUp(string limit, TimeSpan wait, string reason)
    {
        lock (_gate)
        {
            var until = time.GetUtcNow() + wait;
            if (!_used.TryGetValue(limit, out var known) || until > known.Until)
            {
                _used[limit] = (until, reason);
            }
        }
    }

    /// <summary>Notes an answer of any kind that shows the host at work.</summary>
    public void Succeed()
    {
        lock (_gate)
        {
            _failures = 0;
            _rest = TimeSpan.Zero;
            _restUntil = default;
        }
    }

    /// <summary>Notes that there was no answer, or one that shows the host broken.</summary>
    public void Fail()
    {
        lock (_gate)
        {
            var now = time.GetUtcNow();
            _failing = _failures == 0 ? now : _failing;
            if (++_failures >= MostFailures && now >= _restUntil)
            {
                _rest = _rest == TimeSpan.Zero ? ShortestRest : TimeSpan.FromTicks(Math.Min(LongestRest.Ticks, _rest.Ticks * 2));
                _restUntil = now + _rest;
            }
        }
    }

    private (DateTimeOffset Until, string? Reason) Hold(string limit, DateTimeOffset now)
    {
        if (_restUntil > now)
        {
            return now - _failing > GivenUp
                ? throw new WebRefusedException($"`{name}` has failed for {(now - _failing).TotalMinutes:0} minutes and is left alone; try again later")
                : (_restUntil, $"`{name}` failed {_failures} times in a row");
        }

        foreach (var key in new[] { limit, "" })
        {
            if (_used.TryGetValue(key, out var held) && held.Until > now)
            {
                return (held.Until, held.Reason);
            }
        }

        return (now, null);
    }
}
