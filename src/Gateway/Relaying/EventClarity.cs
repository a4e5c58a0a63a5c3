using System.Buffers;

namespace Catalog.Gateway.Relaying;

/// <summary>
/// Whether every reader finds the same event in a block. Some end lines also at U+2028, U+0085 or a form feed, or pass over a byte order mark within a
/// stream: to these a comment, or a text in a message, can hold a line of data, and so a message that nobody looked at.
/// </summary>
internal static class EventClarity
{
    /// <summary>Whether what begins a line of data does so for every reader, or for none.</summary>
    public static bool IsClear(ReadOnlySpan<byte> raw)
    {
        for (var at = 0; ;)
        {
            var next = raw[at..].IndexOf("data:"u8);
            if (next < 0)
            {
                return true;
            }

            at += next;
            if (EndsLine(raw[..at]))
            {
                return false;
            }

            at += "data:".Length;
        }
    }

    /// <summary>The same event in one line of data, in which nobody finds another one; without comments and fields that nobody needs.</summary>
    /// <param name="raw">The block.</param>
    /// <param name="data">Its data; null for none.</param>
    public static byte[] Clear(ReadOnlyMemory<byte> raw, ReadOnlyMemory<byte>? data)
    {
        var buffer = new ArrayBufferWriter<byte>(raw.Length);
        foreach (var (start, length) in SseReader.Lines(raw.Span))
        {
            var line = raw.Span.Slice(start, length);
            if ((line.StartsWith("id:"u8) || line.StartsWith("event:"u8) || line.StartsWith("retry:"u8)) && IsClear(line))
            {
                buffer.Write(line);
                buffer.Write("\n"u8);
            }
        }

        if (data is { } told)
        {
            buffer.Write("data: "u8);
            buffer.Write(LineForm.Of(told).Span);
            buffer.Write("\n"u8);
        }

        buffer.Write("\n"u8);
        return buffer.WrittenSpan.ToArray();
    }

    // What Python's `splitlines` ends lines at, but for LF, CR and CRLF, and the mark of byte order.
    private static bool EndsLine(ReadOnlySpan<byte> before) =>
        before is [.., 0x0B or 0x0C or 0x1C or 0x1D or 0x1E] || before.EndsWith("\u0085"u8) || before.EndsWith("\u2028"u8) || before.EndsWith("\u2029"u8) || before.EndsWith("\uFEFF"u8);
}
