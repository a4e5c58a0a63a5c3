using System.Buffers;
using System.IO.Pipelines;
using Catalog.Gateway.Downstreams;
using Catalog.Gateway.Listening;

namespace Catalog.Gateway.Tests.Listening;

/// <summary>Blocks that are lent to connections and held by the bodies in them.</summary>
public sealed class BlockPoolTests : IDisposable
{
    private const int Most = 16;

    private readonly BlockPool _pool = new();

    public void Dispose() => _pool.Dispose();

    [Fact]
    public void Block_OfWholeBodies_IsLentSoOftenAndThenALongOne()
    {
        var lent = Enumerable.Range(0, Most + 3).Select(_ => RentWhole()).ToList();
        Assert.All(lent[..Most], static block => Assert.Equal(BlockPool.WholeBlockBytes, block.Memory.Length));
        Assert.All(lent[Most..], static block => Assert.Equal(BlockPool.LongBlockBytes, block.Memory.Length));

        lent[3].Dispose();
        using var next = RentWhole();
        Assert.Equal(BlockPool.WholeBlockBytes, next.Memory.Length);
        lent.ForEach(static block => block.Dispose());
    }

    [Fact]
    public void Block_AfterTheLongOne_IsAnOrdinaryOne()
    {
        using var whole = RentWhole();
        using var next = _pool.Rent();
        Assert.Equal(BlockPool.BlockBytes, next.Memory.Length);
        Assert.Null(BlockPool.WholeOrNull(next.Memory));
        Assert.Null(BlockPool.WholeOrNull(new byte[BlockPool.WholeFrontBytes + BlockPool.WholeBlockBytes]));
    }

    [Fact]
    public void Block_GivenBackTwice_IsLentOnce()
    {
        var block = RentWhole();
        block.Dispose();
        block.Dispose();
        using var one = RentWhole();
        using var other = RentWhole();
        Assert.NotSame(BlockPool.WholeOrNull(one.Memory), BlockPool.WholeOrNull(other.Memory));
    }

    [Theory]
    [InlineData(0, 600_000)]
    [InlineData(1, 600_000)]
    [InlineData(BlockPool.BlockBytes, BlockPool.WholeBlockBytes)]
    [InlineData(BlockPool.WholeFrontBytes, BlockPool.WholeBlockBytes)]
    public async Task Body_InOneBlock_StaysThereUntilItIsLetGo(int before, int behind)
    {
        var (pipe, body) = await ReceiveAsync(before, behind, asked: behind);
        var received = (await pipe.Reader.ReadAsync(TestContext.Current.CancellationToken)).Buffer;
        using var held = BodyInPlace.HoldOrNull(received)!;
        var bytes = held.BytesOrNull(received)!.Value;
        var block = BlockPool.WholeOrNull(bytes)!;
        pipe.Reader.AdvanceTo(received.End);
        await pipe.Writer.CompleteAsync();
        await pipe.Reader.CompleteAsync();

        var others = Enumerable.Range(0, Most).Select(_ => RentWhole()).ToList();
        Assert.DoesNotContain(others, other => BlockPool.WholeOrNull(other.Memory) == block);
        others.ForEach(static other => other.Memory.Span.Fill(0xFF));
        Assert.Equal(body, bytes.ToArray());

        others.ForEach(static other => other.Dispose());
        held.Dispose();
        held.Dispose();
        others = Enumerable.Range(0, Most).Select(_ => RentWhole()).ToList();
        Assert.All(others, static other => Assert.Equal(BlockPool.WholeBlockBytes, other.Memory.Length));
        Assert.Equal(Most, others.Select(static other => BlockPool.WholeOrNull(other.Memory)).Distinct().Count());
        others.ForEach(static other => other.Dispose());
    }

    [Theory]
    [InlineData(BlockPool.WholeFrontBytes + 1, 600_000)]
    [InlineData(10, BlockPool.WholeBlockBytes + 1)]
    public async Task Body_InMoreBlocks_IsNotHeld(int before, int behind)
    {
        var (pipe, _) = await ReceiveAsync(before, behind, asked: behind);
        var received = (await pipe.Reader.ReadAsync(TestContext.Current.CancellationToken)).Buffer;
        using var held = BodyInPlace.HoldOrNull(received);
        Assert.Null(held?.BytesOrNull(received));
        pipe.Reader.AdvanceTo(received.End);
        await pipe.Reader.CompleteAsync();
        await pipe.Writer.CompleteAsync();
    }

    [Fact]
    public async Task Body_HeldThatGoesOnInAnotherBlock_HasNoBytesInOnePiece()
    {
        var (pipe, _) = await ReceiveAsync(0, BlockPool.WholeBlockBytes + 10, asked: BlockPool.WholeBlockBytes);
        var received = (await pipe.Reader.ReadAsync(TestContext.Current.CancellationToken)).Buffer;
        using var held = BodyInPlace.HoldOrNull(received.Slice(0, 70_000))!;
        Assert.Equal(70_000, held.BytesOrNull(received.Slice(0, 70_000))!.Value.Length);
        Assert.Null(held.BytesOrNull(received));
        pipe.Reader.AdvanceTo(received.End);
        await pipe.Reader.CompleteAsync();
        await pipe.Writer.CompleteAsync();
    }

    private IMemoryOwner<byte> RentWhole()
    {
        BlockPool.Expect(BlockPool.WholeBlockBytes);
        return _pool.Rent();
    }

    /// <summary>Receives as a connection does: what comes first into ordinary blocks, the rest into one that was asked for.</summary>
    private async Task<(Pipe Pipe, byte[] Body)> ReceiveAsync(int before, int behind, int asked)
    {
        var pipe = new Pipe(new PipeOptions(_pool, pauseWriterThreshold: 0, minimumSegmentSize: BlockPool.BlockBytes));
        var body = new byte[before + behind];
        new Random(before + behind).NextBytes(body);
        for (var at = 0; at < before;)
        {
            at += Put(pipe.Writer, body.AsSpan(at, before - at), BlockPool.BlockBytes);
        }

        BlockPool.Expect(asked);
        for (var at = before; at < body.Length;)
        {
            at += Put(pipe.Writer, body.AsSpan(at), at == before ? BlockPool.BlockBytes : 1);
        }

        await pipe.Writer.FlushAsync(TestContext.Current.CancellationToken);
        return (pipe, body);

        static int Put(PipeWriter writer, ReadOnlySpan<byte> bytes, int atLeast)
        {
            var memory = writer.GetSpan(atLeast);
            var taken = Math.Min(memory.Length, bytes.Length);
            bytes[..taken].CopyTo(memory);
            writer.Advance(taken);
            return taken;
        }
    }
}
