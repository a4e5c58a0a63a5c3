using System.Collections.Concurrent;

namespace Catalog.Gateway.Listening;

/// <summary>Blocks of one size that wait for use.</summary>
/// <param name="front">Bytes in front of each that are not lent.</param>
/// <param name="blockBytes">Bytes that are lent.</param>
/// <param name="maxKept">How many wait at most; more are left to the collector.</param>
/// <param name="maxLent">How many are in use at most.</param>
internal sealed class BlockShelf(int front, int blockBytes, int maxKept, int maxLent = int.MaxValue)
{
    private readonly ConcurrentQueue<Block> _kept = new();
    private int _count;
    private int _lent;

    /// <summary>A block; null where as many are in use as may be.</summary>
    public Block? TakeOrNull()
    {
        if (Interlocked.Increment(ref _lent) > maxLent)
        {
            Interlocked.Decrement(ref _lent);
            return null;
        }

        if (_kept.TryDequeue(out var block))
        {
            Interlocked.Decrement(ref _count);
            return block.Lend();
        }

        return new Block(this, front, blockBytes).Lend();
    }

    public void TakeBack(Block block)
    {
        Interlocked.Decrement(ref _lent);
        if (Interlocked.Increment(ref _count) <= maxKept)
        {
            _kept.Enqueue(block);
        }
        else
        {
            Interlocked.Decrement(ref _count);
        }
    }

    public void Clear() => _kept.Clear();
}
