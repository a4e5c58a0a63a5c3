using System.Buffers;

namespace Catalog.Gateway.Listening;

/// <summary>
/// Memory that a connection receives into or sends from. It goes back to its shelf once the connection gave it back and nobody holds it any more:
/// a body that lies in it whole is read where it was received.
/// </summary>
internal sealed class Block : IMemoryOwner<byte>
{
    private readonly BlockShelf _shelf;
    private readonly byte[] _bytes;
    private readonly int _front;
    private int _isLent;
    private int _holders;

    /// <param name="shelf">Where it waits for use.</param>
    /// <param name="front">Bytes in front that are not lent.</param>
    /// <param name="bytes">Bytes that are lent.</param>
    public Block(BlockShelf shelf, int front, int bytes)
    {
        _shelf = shelf;
        _front = front;
        _bytes = GC.AllocateUninitializedArray<byte>(front + bytes, pinned: true);
    }

    /// <summary>What the connection may use.</summary>
    public Memory<byte> Memory => _bytes.AsMemory(_front);

    /// <summary>All of it, with the front.</summary>
    public byte[] Bytes => _bytes;

    /// <summary>Bytes in front of <see cref="Memory"/>, for whoever holds the block.</summary>
    public int Front => _front;

    /// <summary>Makes it the connection's.</summary>
    public Block Lend()
    {
        _isLent = 1;
        _holders = 1;
        return this;
    }

    /// <summary>Keeps it from being lent anew; only while somebody else holds it. Each hold ends with one <see cref="Release"/>.</summary>
    public void Hold() => Interlocked.Increment(ref _holders);

    /// <summary>Ends a hold.</summary>
    public void Release()
    {
        if (Interlocked.Decrement(ref _holders) == 0)
        {
            _shelf.TakeBack(this);
        }
    }

    /// <summary>The connection gives it back.</summary>
    public void Dispose()
    {
        // Twice would lend one block to two connections.
        if (Interlocked.Exchange(ref _isLent, 0) == 1)
        {
            Release();
        }
    }
}
