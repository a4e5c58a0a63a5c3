using System.Buffers.Binary;
using System.Text;
using Catalog.Crawler.Parsing.Facts;

namespace Catalog.Crawler.Parsing.Workers;

/// <summary>
/// The frames between parent and worker: four bytes of length, little endian, then the body. A request is the language (one byte of length, UTF-8) and the file's bytes;
/// a reply is a status byte and either facts (<see cref="FactWriter"/>) or a sentence in UTF-8.
/// </summary>
internal static class ParseFrames
{
    public const byte Facts = 1;
    public const byte Problem = 2;

    public static async Task WriteRequestAsync(Stream to, string language, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        var name = Encoding.UTF8.GetBytes(language);
        var head = new byte[4 + 1 + name.Length];
        BinaryPrimitives.WriteInt32LittleEndian(head, 1 + name.Length + content.Length);
        head[4] = (byte)name.Length;
        name.CopyTo(head, 5);
        await to.WriteAsync(head, cancellationToken);
        await to.WriteAsync(content, cancellationToken);
        await to.FlushAsync(cancellationToken);
    }

    public static (string Language, byte[] Content) ReadRequest(byte[] frame)
    {
        var length = frame.Length > 0 ? frame[0] : byte.MaxValue;
        return length + 1 <= frame.Length
            ? (Encoding.UTF8.GetString(frame, 1, length), frame[(1 + length)..])
            : throw new InvalidDataException("the request is cut");
    }

    public static async Task WriteReplyAsync(Stream to, byte status, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        var head = new byte[5];
        BinaryPrimitives.WriteInt32LittleEndian(head, 1 + body.Length);
        head[4] = status;
        await to.WriteAsync(head, cancellationToken);
        await to.WriteAsync(body, cancellationToken);
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

        var body = new byte[length];
        await from.ReadExactlyAsync(body, cancellationToken);
        return body;
    }
}
