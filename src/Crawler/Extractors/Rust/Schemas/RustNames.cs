using System.Text;

namespace Catalog.Crawler.Extractors.Rust.Schemas;

/// <summary>The rules of <c>rename_all</c>.</summary>
internal static class RustNames
{
    /// <summary>A field's or variant's name by a rule; as it is where the rule is unknown or null.</summary>
    public static string Rename(string name, string? rule) =>
        rule switch
        {
            "lowercase" => name.ToLowerInvariant(),
            "UPPERCASE" => name.ToUpperInvariant(),
            "camelCase" => Camel(Words(name)),
            "PascalCase" => string.Concat(Words(name).Select(Capital)),
            "snake_case" => string.Join('_', Words(name)),
            "SCREAMING_SNAKE_CASE" => string.Join('_', Words(name)).ToUpperInvariant(),
            "kebab-case" => string.Join('-', Words(name)),
            "SCREAMING-KEBAB-CASE" => string.Join('-', Words(name)).ToUpperInvariant(),
            _ => name,
        };

    private static string Camel(List<string> words) => words.Count == 0 ? "" : words[0] + string.Concat(words.Skip(1).Select(Capital));

    private static string Capital(string word) => char.ToUpperInvariant(word[0]) + word[1..];

    /// <summary>The words in lower case: at underlines, and before each capital, as serde splits.</summary>
    private static List<string> Words(string name)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        foreach (var c in name)
        {
            if ((c == '_' || char.IsUpper(c)) && word.Length > 0)
            {
                words.Add(word.ToString());
                word.Clear();
            }

            if (c != '_')
            {
                word.Append(char.ToLowerInvariant(c));
            }
        }

        if (word.Length > 0)
        {
            words.Add(word.ToString());
        }

        return words;
    }
}
