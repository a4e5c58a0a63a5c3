using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Catalog.Storage.Postgres;

/// <summary>
/// Texts as PostgreSQL can hold them. It refuses U+0000, which strangers' names and descriptions may hold: that is written as U+E000 and <c>0</c>,
/// and U+E000 itself as U+E000 and <c>1</c>. A lone surrogate becomes U+FFFD, as everywhere else.
/// </summary>
internal static class PostgresText
{
    private const char Mark = '\uE000';
    private static readonly SearchValues<char> Special = SearchValues.Create([.. Enumerable.Range(0xD800, 0x800).Select(static c => (char)c), Mark, '\0']);

    /// <summary>As stored; null stays null.</summary>
    [return: NotNullIfNotNull(nameof(text))]
    public static string? ToStored(string? text)
    {
        if (text is null || !text.AsSpan().ContainsAny(Special))
        {
            return text;
        }

        var stored = new StringBuilder(text.Length + 8);
        foreach (var rune in text.EnumerateRunes())
        {
            _ = rune.Value switch
            {
                0 => stored.Append(Mark).Append('0'),
                Mark => stored.Append(Mark).Append('1'),
                _ => stored.Append(rune.ToString()),
            };
        }

        return stored.ToString();
    }

    /// <summary>As it was.</summary>
    public static string FromStored(string stored) => !stored.Contains(Mark, StringComparison.Ordinal)
        ? stored
        : stored.Replace($"{Mark}0", "\0", StringComparison.Ordinal).Replace($"{Mark}1", $"{Mark}", StringComparison.Ordinal);
}
