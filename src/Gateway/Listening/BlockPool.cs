using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Catalog.Gateway.Listening;

/// <summary>
/// Blocks for what listeners receive and send. They are larger than the server's own, so that a body comes in a few pieces; while a long body is
/// on its way, it comes by the quarter of a megabyte, or into one block that holds all of it.
/// </summary>
internal sealed class BlockPool : MemoryPool<byte>
{
    /// <summary>Bytes of a block.</summary>
    public const int BlockBytes = 16 * 1024;

    /// <summary>Bytes of a block for a long body.</summary>
    public const int LongBlockBytes = 256 * 1024;

    /// <summary>Bytes of a connection that are received before somebody looks at them, and at most one block more.</summary>
    public const int UnreadBytes = 2 * BlockBytes;

    /// <summary>Bytes of a block for all of a body of a megabyte: in front of it is room for what came before it was asked for.</summary>
    public const int WholeBlockBytes = (1024 + 64) * 1024;

    /// <summary>Bytes of that room.</summary>
    public const int WholeFrontBytes = UnreadBytes + BlockBytes;

    // What a busy minute left over is kept up to 16 MB, 2 MB of long ones, and 4 MB of whole ones.
    private const int MaxKept = 1024;
    private const int MaxLongKept = 8;
    private const int MaxWholeKept = 4;

    // 18 MB: where many send megabytes at once, the others' come in pieces.
    private const int MaxWholeLent = 16;

    // By the array, so that memory of it tells its block; only of blocks that are large.
    private static readonly ConditionalWeakTable<byte[], Block> Whole = [];

    [ThreadStatic]
    private static long _expected;

    private readonly BlockShelf _blocks = new(0, BlockBytes, MaxKept);
    private readonly BlockShelf _longBlocks = new(0, LongBlockBytes, MaxLongKept);
    private readonly BlockShelf _wholeBlocks = new(WholeFrontBytes, WholeBlockBytes, MaxWholeKept, MaxWholeLent);

    public override int MaxBufferSize => BlockBytes;

    /// <summary>
    /// Says that the connection that this thread serves is to receive or to send so many bytes. The next block that the thread asks for is a long
    /// one. It may be asked for in the name of another connection, which does no harm: a block has one connection, long or not.
    /// </summary>
    public static void Expect(long bytes) => _expected = bytes;

    /// <summary>The block that holds all of a body, by some of the body's memory; null for memory of any other kind.</summary>
    public static Block? WholeOrNull(ReadOnlyMemory<byte> memory) =>
        memory.Length > 0 && MemoryMarshal.TryGetArray(memory, out var part) && part.Array!.Length == WholeFrontBytes + WholeBlockBytes && Whole.TryGetValue(part.Array, out var block) ? block : null;

    public override IMemoryOwner<byte> Rent(int minBufferSize = -1)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(minBufferSize, BlockBytes);
        var expected = _expected;
        _expected = 0;
        if (expected > LongBlockBytes && _wholeBlocks.TakeOrNull() is { } whole)
        {
            Whole.TryAdd(whole.Bytes, whole);
            return whole;
        }

        return (expected > 0 ? _longBlocks : _blocks).TakeOrNull()!;
    }

    protected override void Dispose(bool disposing)
    {
        _blocks.Clear();
        _longBlocks.Clear();
        _wholeBlocks.Clear();
    }
}
