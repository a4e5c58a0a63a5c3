using System.Buffers;
using System.Collections.Concurrent;

namespace Catalog.Gateway.Listening;

/// <summary>
/// Blocks for what listeners receive and send. They are larger than the server's own, so that a body comes in a few pieces; while a long body is
/// on its way, it comes by the quarter of a megabyte.
/// </summary>
internal sealed class BlockPool : MemoryPool<byte>
{
    /// <summary>Bytes of a block.</summary>
    public const int BlockBytes = 16 * 1024;

    /// <summary>Bytes of a block for a long body: few enough to stay in the processor's own cache until they were looked at.</summary>
    public const int LongBlockBytes = 256 * 1024;

    // What a busy minute left over is kept up to 16 MB, and 4 MB of long ones.
    private const int MaxKept = 1024;
    private const int MaxLongKept = 16;

    [ThreadStatic]
    private static bool _isLongNext;

    private readonly Shelf _blocks = new(BlockBytes, MaxKept);
    private readonly Shelf _longBlocks = new(LongBlockBytes, MaxLongKept);

    public override int MaxBufferSize => BlockBytes;

    /// <summary>
    /// Says that the connection that this thread serves is to receive a lot. The next block that the thread asks for is a long one. It may be
    /// asked for in the name of another connection, which does no harm: a block has one holder, long or not.
    /// </summary>
    public static void ExpectLong() => _isLongNext = true;

    public override IMemoryOwner<byte> Rent(int minBufferSize = -1)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(minBufferSize, BlockBytes);
        var shelf = _isLongNext ? _longBlocks : _blocks;
        _isLongNext = false;
        return shelf.Take();
    }

    protected override void Dispose(bool disposing)
    {
        _blocks.Clear();
        _longBlocks.Clear();
    }

    /// <summary>Blocks of one size that wait for use.</summary>
    private sealed class Shelf(int blockBytes, int maxKept)
    {
        private readonly ConcurrentQueue<Block> _kept = new();
        private int _count;

        public Block Take()
        {
            if (_kept.TryDequeue(out var block))
            {
                Interlocked.Decrement(ref _count);
                return block.Lend();
            }

            return new Block(this, blockBytes).Lend();
        }

        public void TakeBack(Block block)
        {
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

    private sealed class Block(Shelf shelf, int bytes) : IMemoryOwner<byte>
    {
        private readonly byte[] _bytes = GC.AllocateUninitializedArray<byte>(bytes, pinned: true);
        private int _isLent;

        public Memory<byte> Memory => _bytes;

        public Block Lend()
        {
            _isLent = 1;
            return this;
        }

        public void Dispose()
        {
            // Twice would lend one block to two connections.
            if (Interlocked.Exchange(ref _isLent, 0) == 1)
            {
                shelf.TakeBack(this);
            }
        }
    }
}
