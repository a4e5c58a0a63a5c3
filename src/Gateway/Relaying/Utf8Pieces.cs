namespace Catalog.Gateway.Relaying;

/// <summary>UTF-8 that comes in pieces, which may be cut in the middle of a character.</summary>
internal static class Utf8Pieces
{
    /// <summary>How many bytes at the end of a piece are the beginning of a character whose end has not come: 0 to 3.</summary>
    /// <param name="piece">A piece that begins with a character, of any content otherwise; what is no UTF-8 stays for whoever checks it.</param>
    public static int CutOff(ReadOnlySpan<byte> piece)
    {
        for (var back = 1; back <= 3 && back <= piece.Length; back++)
        {
            var one = piece[^back];
            if ((one & 0xC0) != 0x80)
            {
                var length = one switch
                {
                    >= 0xF0 => 4,
                    >= 0xE0 => 3,
                    >= 0xC0 => 2,
                    _ => 1,
                };
                return length > back ? back : 0;
            }
        }

        return 0;
    }
}
