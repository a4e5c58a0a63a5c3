using System.Text;

namespace Catalog.Crawler.Extractors.TypeScript.Scripts;

/// <summary>Tells the words of the language from other identifiers.</summary>
internal static class ScriptWords
{
    private const int Longest = 10;
    private static readonly (byte[] Text, ScriptWord Word)[][] ByLength = Grouped();

    /// <summary>Which word it is.</summary>
    public static ScriptWord Of(ReadOnlySpan<byte> text)
    {
        if (text.Length is < 2 or > Longest || text[0] is < (byte)'a' or > (byte)'y')
        {
            return ScriptWord.None;
        }

        foreach (var (word, value) in ByLength[text.Length])
        {
            if (word[0] == text[0] && text.SequenceEqual(word))
            {
                return value;
            }
        }

        return ScriptWord.None;
    }

    /// <summary>True for a word that is never an identifier.</summary>
    public static bool IsReserved(ScriptWord word) => word is > ScriptWord.None and < ScriptWord.As;

    private static (byte[] Text, ScriptWord Word)[][] Grouped()
    {
        var words = Enum.GetValues<ScriptWord>().Where(static w => w != ScriptWord.None).Select(static w => (Text: Encoding.ASCII.GetBytes(w.ToString().ToLowerInvariant()), Word: w)).ToList();
        return [.. Enumerable.Range(0, Longest + 1).Select(length => words.Where(w => w.Text.Length == length).ToArray())];
    }
}
