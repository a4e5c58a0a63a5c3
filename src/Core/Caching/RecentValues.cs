using System.Collections.Concurrent;

namespace Catalog.Core.Caching;

/// <summary>
/// Values by what they were made of, as many as a bound allows: two generations, of which the older is forgotten whole when the younger is full, and what is asked for moves to the younger. Any thread; two threads may
/// make one value twice, and a few more than the bound may be kept.
/// </summary>
/// <param name="mostEntries">How many values a generation has at most.</param>
/// <param name="mostBytes">How many bytes they take at most, as <paramref name="sizeOf"/> says.</param>
/// <param name="sizeOf">About how many bytes a value takes.</param>
public sealed class RecentValues<T>(int mostEntries, long mostBytes, Func<T, int> sizeOf)
    where T : class
{
    private readonly Lock _turning = new();
    private Generation _young = new();
    private Generation _old = new();

    /// <summary>How many are kept.</summary>
    public int Count => _young.Values.Count + _old.Values.Count;

    /// <summary>The value; null where it is not kept.</summary>
    public T? FindOrNull(ContentKey key)
    {
        if (Volatile.Read(ref _young).Values.TryGetValue(key, out var value))
        {
            return value;
        }

        if (Volatile.Read(ref _old).Values.TryGetValue(key, out value))
        {
            Keep(key, value);
        }

        return value;
    }

    /// <summary>Keeps a value.</summary>
    public void Keep(ContentKey key, T value)
    {
        var young = Volatile.Read(ref _young);
        if (young.Values.TryAdd(key, value) && young.IsFull(sizeOf(value), mostEntries, mostBytes))
        {
            lock (_turning)
            {
                if (ReferenceEquals(_young, young))
                {
                    Volatile.Write(ref _old, young);
                    Volatile.Write(ref _young, new Generation());
                }
            }
        }
    }

    private sealed class Generation
    {
        private int _entries;
        private long _bytes;

        public ConcurrentDictionary<ContentKey, T> Values { get; } = new();

        /// <summary>Counts one more.</summary>
        public bool IsFull(int size, int mostEntries, long mostBytes)
        {
            var bytes = Interlocked.Add(ref _bytes, size);
            return Interlocked.Increment(ref _entries) >= mostEntries || bytes >= mostBytes;
        }
    }
}
