using System.Buffers;
using System.Collections.Concurrent;

namespace Catalog.Gateway.Listening;

/// <summary>Blocks of one size for what listeners receive and send. Larger than the server's own, so that a long body comes in a few pieces.</summary>
internal sealed class BlockPool : MemoryPool<byte>
{
    /// <summary>Bytes of a block.</summary>
    public const int BlockBytes = 16 * 1024;

    // What a busy minute left over is kept up to 16 MB.
    private const int MaxKept = 1024;

    private readonly ConcurrentQueue<Block> _kept = new();
    private int _count;

    public override int MaxBufferSize => BlockBytes;

    public override IMemoryOwner<byte> Rent(int minBufferSize = -1)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(minBufferSize, BlockBytes);
        if (_kept.TryDequeue(out var block))
        {
            Interlocked.Decrement(ref _count);
            return block.Lend();
        }

        return new Block(this).Lend();
    }

    protected override void Dispose(bool disposing) => _kept.Clear();

    private void TakeBack(Block block)
    {
        if (Interlocked.Increment(ref _count) <= MaxKept)
        {
            _kept.Enqueue(block);
        }
        else
        {
            Interlocked.Decrement(ref _count);
        }
    }

    private sealed class Block(BlockPool pool) : IMemoryOwner<byte>
    {
        private readonly byte[] _bytes = GC.AllocateUninitializedArray<byte>(BlockBytes, pinned: true);
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
                pool.TakeBack(this);
            }
        }
    }
}
