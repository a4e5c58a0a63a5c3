using System.Buffers.Binary;
using Catalog.Crawler.Parsing.Facts;

namespace Catalog.Crawler.Processes.Workers;

/// <summary>The frames between this process and a worker: four bytes of length, little endian, then the body, one byte or more.</summary>
internal static class WorkerFrames
{
    private const int Short = 64 * 1024;

    /// <summary>Writes one frame whose body is put together of parts.</summary>
    public static async Task WriteAsync(Stream to, ReadOnlyMemory<byte> head, ReadOnlyMemory<byte> rest, CancellationToken cancellationToken)
    {
        var first = new byte[4 + head.Length];
        BinaryPrimitives.WriteInt32LittleEndian(first, head.Length + rest.Length);
        head.CopyTo(first.AsMemory(4));
        await to.WriteAsync(first, cancellationToken);
        await to.WriteAsync(rest, cancellationToken);
        await to.FlushAsync(cancellationToken);
    }

    /// <summary>As <see cref="WriteAsync"/>, by the thread that calls.</summary>
    public static void Write(Stream to, ReadOnlySpan<byte> head, ReadOnlySpan<byte> rest)
    {
        // A short message goes in one piece: each piece wakes the other side.
        var together = rest.Length <= Short ? rest.Length : 0;
        var first = new byte[4 + head.Length + together];
        BinaryPrimitives.WriteInt32LittleEndian(first, head.Length + rest.Length);
        head.CopyTo(first.AsSpan(4));
        rest[..together].CopyTo(first.AsSpan(4 + head.Length));
        to.Write(first);
        to.Write(rest[together..]);
        to.Flush();
    }

    /// <summary>As <see cref="ReadAsync"/>, by the thread that calls.</summary>
    /// <exception cref="InvalidDataException">The length is not one that is ever sent.</exception>
    /// <exception cref="EndOfStreamException">The stream ends inside a frame.</exception>
    public static byte[]? Read(Stream from)
    {
        Span<byte> head = stackalloc byte[4];
        var read = from.ReadAtLeast(head, 4, throwOnEndOfStream: false);
        if (read == 0)
        {
            return null;
        }

        var body = Body(head[..read]);
        from.ReadExactly(body);
        return body;
    }

    /// <summary>The next frame's body; null at the end of the stream.</summary>
    /// <exception cref="InvalidDataException">The length is not one that is ever sent.</exception>
    /// <exception cref="EndOfStreamException">The stream ends inside a frame.</exception>
    public static async Task<byte[]?> ReadAsync(Stream from, CancellationToken cancellationToken)
    {
        var head = new byte[4];
        var read = await from.ReadAtLeastAsync(head, 4, throwOnEndOfStream: false, cancellationToken);
        if (read == 0)
        {
            return null;
        }

        var body = Body(head.AsSpan(0, read));
        await from.ReadExactlyAsync(body, cancellationToken);
        return body;
    }

    private static byte[] Body(ReadOnlySpan<byte> head)
    {
        var length = head.Length == 4 ? BinaryPrimitives.ReadInt32LittleEndian(head) : throw new EndOfStreamException("a frame's length is cut");
        return length is >= 1 and <= FactLimits.Frame ? GC.AllocateUninitializedArray<byte>(length) : throw new InvalidDataException($"a frame of {length} bytes is never sent");
    }
}
