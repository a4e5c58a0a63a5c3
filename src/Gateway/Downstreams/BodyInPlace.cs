using System.Buffers;
using System.Runtime.InteropServices;
using Catalog.Gateway.Listening;

namespace Catalog.Gateway.Downstreams;

/// <summary>A long body where it was received: in one block, with what came before that was asked for put in front of it.</summary>
internal sealed class BodyInPlace : IDisposable
{
    private readonly Block _block;
    private readonly int _start;
    private int _isReleased;

    private BodyInPlace(Block block, int start) => (_block, _start) = (block, start);

    /// <summary>Takes hold of what was received, where all but what came before it was asked for is in one block for whole bodies.</summary>
    /// <param name="received">What was received of the body, from its beginning, and not given back to the connection yet.</param>
    /// <returns>The body so far; null where it lies elsewhere.</returns>
    public static BodyInPlace? HoldOrNull(ReadOnlySequence<byte> received)
    {
        // All of it, or all behind what came before the block was asked for.
        var inBlock = LastOf(received);
        var before = received.Slice(0, received.Length - inBlock.Length);
        if (BlockPool.WholeOrNull(inBlock) is not { } block)
        {
            return null;
        }

        var start = OffsetIn(block, inBlock);
        if (!before.IsEmpty)
        {
            if (start != block.Front || before.Length > block.Front)
            {
                return null;
            }

            // INVARIANT: the front is nobody's but this body's, for only a body that begins in another block is put there, and one such can be in a block.
            start -= (int)before.Length;
            before.CopyTo(block.Bytes.AsSpan(start));
        }

        block.Hold();
        return new BodyInPlace(block, start);
    }

    /// <summary>The body so far.</summary>
    /// <param name="received">What was received of it from its beginning, and not given back to the connection yet.</param>
    /// <returns>The body; null where some of it went on to another block.</returns>
    public ReadOnlyMemory<byte>? BytesOrNull(ReadOnlySequence<byte> received)
    {
        var end = LastOf(received);
        if (BlockPool.WholeOrNull(end) != _block || OffsetIn(_block, end) + end.Length != _start + received.Length)
        {
            // By itself: in one expression with memory, null would be taken for empty memory.
            return null;
        }

        return _block.Bytes.AsMemory(_start, (int)received.Length);
    }

    /// <summary>Lets the block go; nothing of the body may be used any more.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isReleased, 1) == 0)
        {
            _block.Release();
        }
    }

    private static ReadOnlyMemory<byte> LastOf(ReadOnlySequence<byte> received)
    {
        var last = received.First;
        foreach (var piece in received)
        {
            last = piece.IsEmpty ? last : piece;
        }

        return last;
    }

    private static int OffsetIn(Block block, ReadOnlyMemory<byte> memory) =>
        MemoryMarshal.TryGetArray(memory, out var part) && part.Array == block.Bytes ? part.Offset : throw new InvalidOperationException("the memory is not the block's");
}
