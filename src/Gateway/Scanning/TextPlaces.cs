namespace Catalog.Gateway.Scanning;

/// <summary>Where each character of a text stands in the bytes that it is written with.</summary>
internal static class TextPlaces
{
    /// <param name="written">The inside of a string; what is not whole at its end, an escape or the first half of a pair, is left out.</param>
    /// <returns>The place of each UTF-16 code unit, and last the place behind them all.</returns>
    public static int[] Of(ReadOnlySpan<byte> written)
    {
        var places = new List<int>(written.Length + 1);
        var at = 0;
        while (at < written.Length)
        {
            var length = LengthOf(written[at..]);
            if (at + length > written.Length)
            {
                break;
            }

            places.Add(at);
            if (written[at] >= 0xF0)
            {
                // Four bytes are two code units, which stand and go together.
                places.Add(at);
            }

            at += length;
        }

        // A first half that is written as an escape waits for its second.
        if (places.Count > 0 && at >= 6 && IsFirstHalf(written.Slice(places[^1], at - places[^1])))
        {
            at = places[^1];
            places.RemoveAt(places.Count - 1);
        }

        places.Add(at);
        return [.. places];
    }

    private static int LengthOf(ReadOnlySpan<byte> rest) => rest[0] switch
    {
        (byte)'\\' => rest.Length > 1 && rest[1] == (byte)'u' ? 6 : 2,
        >= 0xF0 => 4,
        >= 0xE0 => 3,
        >= 0xC0 => 2,
        _ => 1,
    };

    private static bool IsFirstHalf(ReadOnlySpan<byte> escape) =>
        escape.Length == 6 && escape[0] == (byte)'\\' && escape[1] == (byte)'u' && "dD"u8.Contains(escape[2]) && "89aAbB"u8.Contains(escape[3]);
}
