using System.Buffers.Binary;
using Catalog.Crawler.Parsing.Facts;

namespace Catalog.Crawler.Processes.Workers;

/// <summary>The frames between this process and a worker: four bytes of length, little endian, then the body, one byte or more.</summary>
internal static class WorkerFrames
{
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

        var length = read == 4 ? BinaryPrimitives.ReadInt32LittleEndian(head) : throw new EndOfStreamException("a frame's length is cut");
        if (length is < 1 or > FactLimits.Frame)
        {
            throw new InvalidDataException($"a frame of {length} bytes is never sent");
        }

        var body = GC.AllocateUninitializedArray<byte>(length);
        await from.ReadExactlyAsync(body, cancellationToken);
        return body;
    }
}
