namespace Catalog.Core.Caching;

/// <summary>
/// Remembers in a fixed room which keys it was shown; any thread. What it was shown it knows for certain; of what it was not it may say otherwise, of one in a hundred keys when it was shown 400,000, and the more the more it was shown.
/// </summary>
public sealed class SeenKeys
{
    // 2^23 bits, a megabyte.
    private const int Words = 1 << 17;

    private readonly ulong[] _words = new ulong[Words];

    /// <summary>Takes up a key.</summary>
    /// <returns>Whether it was there.</returns>
    public bool Add(ContentKey key)
    {
        var (first, second) = PlacesOf(key);
        return Set(first) & Set(second);
    }

    /// <summary>Whether a key was taken up.</summary>
    public bool Contains(ContentKey key)
    {
        var (first, second) = PlacesOf(key);
        return IsSet(first) && IsSet(second);
    }

    // The bits of a hash are as good as any others of it.
    private static (ulong First, ulong Second) PlacesOf(ContentKey key) => ((ulong)key.First, (ulong)key.Second);

    private static ulong BitOf(ulong place) => 1UL << (int)(place & 63);

    private bool Set(ulong place) => (Interlocked.Or(ref _words[(place >> 6) % Words], BitOf(place)) & BitOf(place)) != 0;

    private bool IsSet(ulong place) => (Volatile.Read(ref _words[(place >> 6) % Words]) & BitOf(place)) != 0;
}
