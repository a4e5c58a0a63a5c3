using System.Globalization;
using System.Text;

namespace Catalog.Gateway.Relaying;

/// <summary>Keys by which ids are told apart: equal for ids that any reader may take for the same.</summary>
internal static class IdKeys
{
    // Fifteen digits are the same number to every reader.
    private const int PlainDigits = 15;

    /// <summary>The key of a number as written. Readers that keep numbers as doubles take ids for the same that differ beyond 2^53.</summary>
    public static string OfNumber(ReadOnlySpan<byte> number)
    {
        if (number.Length <= PlainDigits && number.IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0)
        {
            Span<char> key = stackalloc char[PlainDigits + 1];
            key[0] = 'n';
            Encoding.ASCII.GetChars(number, key[1..]);
            return new string(key[..(number.Length + 1)]);
        }

        return "n" + double.Parse(number, CultureInfo.InvariantCulture).ToString("R", CultureInfo.InvariantCulture);
    }
}
