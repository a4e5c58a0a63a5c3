using System.Text;

namespace Catalog.Crawler.Parsing.Syntax;

/// <summary>The texts of one file; the same few names stand everywhere in it, above all in a minified one, and each is kept once.</summary>
internal sealed class SharedTexts
{
    private const int LongestShared = 48;
    private readonly Dictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> _shared = new Dictionary<string, string>(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The text of some bytes; those that are no UTF-8 become the replacement character.</summary>
    public string Of(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > LongestShared)
        {
            return Encoding.UTF8.GetString(bytes);
        }

        Span<char> characters = stackalloc char[LongestShared];
        ReadOnlySpan<char> text = characters[..Encoding.UTF8.GetChars(bytes, characters)];
        if (!_shared.TryGetValue(text, out var known))
        {
            known = text.ToString();
            _shared.Dictionary[known] = known;
        }

        return known;
    }
}
