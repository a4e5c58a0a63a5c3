using System.Buffers;
using System.Buffers.Text;

namespace Catalog.Gateway.Tokens;

/// <summary>Base64url as RFC 7515 wants it: without padding, white space and stray bits, so that bytes have one spelling.</summary>
internal static class StrictBase64Url
{
    private static readonly SearchValues<char> Letters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    /// <summary>The bytes; null where the text is anything else.</summary>
    public static byte[]? DecodeOrNull(ReadOnlySpan<char> text)
    {
        if (text.Length % 4 == 1 || text.ContainsAnyExcept(Letters))
        {
            return null;
        }

        try
        {
            var bytes = Base64Url.DecodeFromChars(text);
            return text.SequenceEqual(Base64Url.EncodeToString(bytes)) ? bytes : null;
        }
        catch (FormatException)
        {
            // Bits at the end that no encoder leaves.
            return null;
        }
    }
}
