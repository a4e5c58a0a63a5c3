namespace Catalog.Gateway.Relaying;

/// <summary>Makes a message one line for every reader of lines, and changes nothing else.</summary>
internal static class LineForm
{
    /// <summary>
    /// CR and LF become spaces (in valid JSON they stand only outside strings); U+0085, U+2028 and U+2029 become escapes (they stand only
    /// inside). A message without them is returned as it is.
    /// </summary>
    public static ReadOnlyMemory<byte> Of(ReadOnlyMemory<byte> message)
    {
        var span = message.Span;
        var extra = 0;
        var change = span.IndexOfAny((byte)'\r', (byte)'\n') >= 0;
        for (var at = span.IndexOfAny((byte)0xC2, (byte)0xE2); at >= 0;)
        {
            var special = Special(span[at..]);
            extra += special switch { 0 => 0, 0x85 => 4, _ => 3 };
            change |= special != 0;
            var next = span[(at + 1)..].IndexOfAny((byte)0xC2, (byte)0xE2);
            at = next < 0 ? -1 : at + 1 + next;
        }

        if (!change)
        {
            return message;
        }

        var line = new byte[span.Length + extra];
        var to = 0;
        for (var from = 0; from < span.Length;)
        {
            var letter = span[from];
            var special = letter is 0xC2 or 0xE2 ? Special(span[from..]) : 0;
            if (special != 0)
            {
                (special switch { 0x85 => "\\u0085"u8, 0x2028 => "\\u2028"u8, _ => "\\u2029"u8 }).CopyTo(line.AsSpan(to));
                to += 6;
                from += special == 0x85 ? 2 : 3;
                continue;
            }

            line[to++] = letter is (byte)'\r' or (byte)'\n' ? (byte)' ' : letter;
            from++;
        }

        return line.AsMemory(0, to);
    }

    private static int Special(ReadOnlySpan<byte> at)
    {
        if (at.Length >= 2 && at[0] == 0xC2 && at[1] == 0x85)
        {
            return 0x85;
        }

        return at.Length >= 3 && at[0] == 0xE2 && at[1] == 0x80 ? at[2] switch { 0xA8 => 0x2028, 0xA9 => 0x2029, _ => 0 } : 0;
    }
}
