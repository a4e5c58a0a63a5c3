using System.Text;

namespace Catalog.Crawler.Extractors.Linking;

/// <summary>Names made of the words of another name: <c>ReadFileTool</c> is <c>read</c>, <c>file</c>, <c>tool</c>.</summary>
internal static class WordCase
{
    /// <summary>The words in lower case, a capital starting each, runs of capitals cut one by one, as Laravel's <c>Str::kebab</c> does.</summary>
    public static string Joined(string name, char separator)
    {
        var text = new StringBuilder(name.Length + 8);
        foreach (var c in name)
        {
            if (char.IsUpper(c) && text.Length > 0 && text[^1] != separator)
            {
                text.Append(separator);
            }

            text.Append(char.ToLowerInvariant(c));
        }

        return text.ToString();
    }

    /// <summary>The words in lower case with underlines, runs of capitals kept together, as Ruby's <c>underscore</c> does.</summary>
    public static string Underscored(string name)
    {
        var text = new StringBuilder(name.Length + 8);
        for (var i = 0; i < name.Length; i++)
        {
            var c = name[i];
            var startsWord = char.IsUpper(c) && i > 0 && (!char.IsUpper(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1])));
            if (startsWord && text.Length > 0 && text[^1] is not ('_' or '/'))
            {
                text.Append('_');
            }

            text.Append(c == '-' ? '_' : char.ToLowerInvariant(c));
        }

        return text.ToString();
    }

    /// <summary>The words as a headline: <c>Read File Tool</c>.</summary>
    public static string Headline(string name) => string.Join(' ', Joined(name, ' ').Split(' ').Select(static w => w.Length == 0 ? w : char.ToUpperInvariant(w[0]) + w[1..]));
}
