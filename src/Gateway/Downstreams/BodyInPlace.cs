using System.Buffers;
using System.Runtime.InteropServices;
using Catalog.Gateway.Listening;

namespace Catalog.Gateway.Downstreams;

/// <summary>A long body where it was received: in one block, with what came with the head put in front of it.</summary>
internal sealed class BodyInPlace : IDisposable
{
    private readonly Block _block;
    private readonly int _start;
    private int _isReleased;

    private BodyInPlace(Block block, int start) => (_block, _start) = (block, start);

    /// <summary>Takes hold of what was received, where all but what came with the head is in one block for whole bodies.</summary>
    /// <param name="received">What was received of the body, from its beginning, and not given back to the connection yet.</param>
    /// <returns>The body so far; null where it lies elsewhere.</returns>
    public static BodyInPlace? HoldOrNull(ReadOnlySequence<byte> received)
    {
        var first = received.First;
        var rest = received.Slice(first.Length);
        // All of it, or all behind what came before the block was asked for.
        var inBlock = rest.IsEmpty ? first : rest.First;
        if (BlockPool.WholeOrNull(inBlock) is not { } block || rest.Length > inBlock.Length)
        {
            return null;
        }

        var start = OffsetIn(block, inBlock);
        if (!rest.IsEmpty)
        {
            if (start != block.Front || first.Length > block.Front)
            {
                return null;
            }

            // INVARIANT: the front is nobody's but this body's, for only a body that begins in another block is put there, and one such can be in a block.
            start -= first.Length;
            first.Span.CopyTo(block.Bytes.AsSpan(start));
        }

        block.Hold();
        return new BodyInPlace(block, start);
    }

    /// <summary>The body so far.</summary>
    /// <param name="received">What was received of it from its beginning, and not given back to the connection yet.</param>
    /// <returns>The body; null where some of it went on to another block.</returns>
    public ReadOnlyMemory<byte>? BytesOrNull(ReadOnlySequence<byte> received)
    {
        var end = received.Slice(received.Length - 1).First;
        return BlockPool.WholeOrNull(end) == _block && OffsetIn(_block, end) + end.Length == _start + received.Length
            ? _block.Bytes.AsMemory(_start, (int)received.Length)
            : null;
    }

    /// <summary>Lets the block go; nothing of the body may be used any more.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isReleased, 1) == 0)
        {
            _block.Release();
        }
    }

    private static int OffsetIn(Block block, ReadOnlyMemory<byte> memory) =>
        MemoryMarshal.TryGetArray(memory, out var part) && part.Array == block.Bytes ? part.Offset : throw new InvalidOperationException("the memory is not the block's");
}
