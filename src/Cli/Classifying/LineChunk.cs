using System.Buffers;

namespace Catalog.Cli.Classifying;

/// <summary>A run of whole lines, as bytes. To be disposed of by whoever has done with it.</summary>
/// <param name="buffer">The bytes, from the shared pool.</param>
/// <param name="length">How many of them are lines.</param>
internal sealed class LineChunk(byte[] buffer, int length) : IDisposable
{
    /// <summary>The bytes of the lines with what ends them; the last may have no end.</summary>
    public ReadOnlySpan<byte> Bytes => buffer.AsSpan(0, length);

    /// <summary>Gives the bytes back.</summary>
    public void Dispose() => ArrayPool<byte>.Shared.Return(buffer);

    /// <summary>Takes the next line off the front, without its end: <c>\n</c>, <c>\r\n</c> or <c>\r</c>. False where there is none.</summary>
    public static bool TryTake(ref ReadOnlySpan<byte> rest, out ReadOnlySpan<byte> line)
    {
        line = rest;
        if (rest.IsEmpty)
        {
            return false;
        }

        var end = rest.IndexOfAny((byte)'\n', (byte)'\r');
        if (end < 0)
        {
            rest = default;
            return true;
        }

        line = rest[..end];
        rest = rest[(end + (rest[end] == '\r' && end + 1 < rest.Length && rest[end + 1] == '\n' ? 2 : 1))..];
        return true;
    }
}
