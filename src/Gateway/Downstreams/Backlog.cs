namespace Catalog.Gateway.Downstreams;

/// <summary>How much waits for one reader: 1,000 messages, and 8 MB unless one alone is longer. May be asked from any thread.</summary>
internal sealed class Backlog
{
    private const int MaxMessages = 1000;
    private const long MaxBytes = 8 * 1024 * 1024;

    private int _messages;
    private long _bytes;

    /// <summary>Whether more waits than may.</summary>
    public bool IsOver => Volatile.Read(ref _messages) > MaxMessages || (Volatile.Read(ref _messages) > 1 && Volatile.Read(ref _bytes) > MaxBytes);

    /// <summary>Counts a message in.</summary>
    /// <returns>False where there is no room for it, and it was not counted.</returns>
    public bool TryAdd(int bytes)
    {
        Add(bytes);
        if (!IsOver)
        {
            return true;
        }

        Take(bytes);
        return false;
    }

    /// <summary>Counts a message in, whatever waits.</summary>
    public void Add(int bytes)
    {
        Interlocked.Increment(ref _messages);
        Interlocked.Add(ref _bytes, bytes);
    }

    /// <summary>Counts a message out that was read.</summary>
    public void Take(int bytes)
    {
        Interlocked.Decrement(ref _messages);
        Interlocked.Add(ref _bytes, -bytes);
    }
}
