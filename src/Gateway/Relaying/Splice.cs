namespace Catalog.Gateway.Relaying;

/// <summary>Replaces pieces of a message and leaves every other byte alone.</summary>
internal static class Splice
{
    /// <param name="message">The message.</param>
    /// <param name="pieces">What to put where: in ascending order, without overlap.</param>
    public static byte[] Replace(ReadOnlyMemory<byte> message, params ReadOnlySpan<(ByteRange Range, ReadOnlyMemory<byte> With)> pieces)
    {
        var length = message.Length;
        foreach (var (range, with) in pieces)
        {
            length += with.Length - range.Length;
        }

        var spliced = new byte[length];
        var from = 0;
        var to = 0;
        foreach (var (range, with) in pieces)
        {
            message.Span[from..range.Start].CopyTo(spliced.AsSpan(to));
            to += range.Start - from;
            with.Span.CopyTo(spliced.AsSpan(to));
            to += with.Length;
            from = range.End;
        }

        message.Span[from..].CopyTo(spliced.AsSpan(to));
        return spliced;
    }
}
