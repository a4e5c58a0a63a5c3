using System.Runtime.InteropServices;

namespace Catalog.Gateway.Listening;

/// <summary>
/// Counts what happened in the last minute, in constant room. What happens within a second is one bundle, which counts until all of it is a
/// minute old: in no minute, wherever it begins, are there more than allowed, and a place is free again a second late at most. A window that
/// begins anew each minute would let twice as many pass around its beginning, and so would a bucket that fills up while it is drawn from.
/// </summary>
internal sealed class SlidingMinute(TimeProvider clock)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly long _origin = clock.GetTimestamp();

    // INVARIANT: bundles begin a second apart, and the oldest began less than 61 seconds ago, so there are 62 at most.
    private readonly Bundle[] _bundles = new Bundle[64];
    private int _first;
    private int _kept;
    private long _sum;
    private bool _hasEnded;

    /// <summary>Counts one more where there is room for it.</summary>
    /// <param name="most">How many may happen in a minute, 1 or more.</param>
    /// <returns>Zero where it was counted, else how long until there is room; null where this one has ended and another has to be asked.</returns>
    public TimeSpan? TakeOrNull(int most)
    {
        lock (_gate)
        {
            if (_hasEnded)
            {
                return null;
            }

            var now = clock.GetElapsedTime(_origin);
            Forget(now);
            if (_sum >= most)
            {
                return WaitFor(most, now);
            }

            if (_kept == 0 || now - At(_kept - 1).Begun >= Second)
            {
                _kept++;
                At(_kept - 1) = new Bundle { Begun = now };
            }

            ref var newest = ref At(_kept - 1);
            newest.Last = now;
            newest.Count++;
            _sum++;
            return TimeSpan.Zero;
        }
    }

    /// <summary>Ends it where nothing happened for a minute: nobody counts here any more.</summary>
    public bool TryEnd()
    {
        lock (_gate)
        {
            Forget(clock.GetElapsedTime(_origin));
            _hasEnded |= _kept == 0;
            return _hasEnded;
        }
    }

    private ref Bundle At(int index) => ref _bundles[(_first + index) % _bundles.Length];

    private void Forget(TimeSpan now)
    {
        while (_kept > 0 && now - At(0).Last >= Minute)
        {
            _sum -= At(0).Count;
            _first = (_first + 1) % _bundles.Length;
            _kept--;
        }
    }

    /// <summary>A limit that was lowered meanwhile may need more than the oldest bundle to go.</summary>
    private TimeSpan WaitFor(int most, TimeSpan now)
    {
        var left = _sum;
        var index = 0;
        for (; left - At(index).Count >= most; index++)
        {
            left -= At(index).Count;
        }

        return At(index).Last + Minute - now;
    }

    [StructLayout(LayoutKind.Auto)]
    private struct Bundle
    {
        public TimeSpan Begun;
        public TimeSpan Last;
        public int Count;
    }
}
