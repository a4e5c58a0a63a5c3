using System.Collections.Frozen;
using System.Globalization;

namespace Catalog.Policy.Operators.Regex;

/// <summary>The sets that patterns name: <c>\d \s \w</c>, POSIX classes (both ASCII, as RE2 has them) and Unicode's general categories.</summary>
internal static class NamedSets
{
    private static readonly Lazy<FrozenDictionary<string, CodePointSet>> ByCategory = new(ReadCategories);

    internal static CodePointSet Digits { get; } = CodePointSet.Of(('0', '9'));

    /// <summary>As RE2 has it: without the vertical tab.</summary>
    internal static CodePointSet Spaces { get; } = CodePointSet.Of(('\t', '\n'), ('\f', '\r'), (' ', ' '));

    internal static CodePointSet WordCharacters { get; } = CodePointSet.Of(('0', '9'), ('A', 'Z'), ('_', '_'), ('a', 'z'));

    internal static CodePointSet? PosixOrNull(string name) => name switch
    {
        "alnum" => CodePointSet.Of(('0', '9'), ('A', 'Z'), ('a', 'z')),
        "alpha" => CodePointSet.Of(('A', 'Z'), ('a', 'z')),
        "ascii" => CodePointSet.Of((0, 0x7F)),
        "blank" => CodePointSet.Of(('\t', '\t'), (' ', ' ')),
        "cntrl" => CodePointSet.Of((0, 0x1F), (0x7F, 0x7F)),
        "digit" => Digits,
        "graph" => CodePointSet.Of(('!', '~')),
        "lower" => CodePointSet.Of(('a', 'z')),
        "print" => CodePointSet.Of((' ', '~')),
        "punct" => CodePointSet.Of(('!', '/'), (':', '@'), ('[', '`'), ('{', '~')),
        "space" => CodePointSet.Of(('\t', '\r'), (' ', ' ')),
        "upper" => CodePointSet.Of(('A', 'Z')),
        "word" => WordCharacters,
        "xdigit" => CodePointSet.Of(('0', '9'), ('A', 'F'), ('a', 'f')),
        _ => null,
    };

    /// <summary>A general category by its one or two letters; null where there is none. <c>C</c> has no unassigned code points, as in RE2.</summary>
    internal static CodePointSet? CategoryOrNull(string name) => ByCategory.Value.GetValueOrDefault(name);

    private static FrozenDictionary<string, CodePointSet> ReadCategories()
    {
        var ranges = new Dictionary<string, List<(int Low, int High)>>(StringComparer.Ordinal);
        var start = 0;
        for (var at = 1; at <= CodePointSet.Last + 1; at++)
        {
            var category = CharUnicodeInfo.GetUnicodeCategory(start);
            if (at <= CodePointSet.Last && CharUnicodeInfo.GetUnicodeCategory(at) == category)
            {
                continue;
            }

            if (ShortName(category) is { } name)
            {
                Add(name, (start, at - 1));
                Add(name[..1], (start, at - 1));
            }

            start = at;
        }

        return ranges.ToFrozenDictionary(static p => p.Key, static p => CodePointSet.Of(p.Value), StringComparer.Ordinal);

        void Add(string name, (int Low, int High) range)
        {
            if (!ranges.TryGetValue(name, out var list))
            {
                ranges[name] = list = [];
            }

            list.Add(range);
        }
    }

    private static string? ShortName(UnicodeCategory category) => category switch
    {
        UnicodeCategory.UppercaseLetter => "Lu",
        UnicodeCategory.LowercaseLetter => "Ll",
        UnicodeCategory.TitlecaseLetter => "Lt",
        UnicodeCategory.ModifierLetter => "Lm",
        UnicodeCategory.OtherLetter => "Lo",
        UnicodeCategory.NonSpacingMark => "Mn",
        UnicodeCategory.SpacingCombiningMark => "Mc",
        UnicodeCategory.EnclosingMark => "Me",
        UnicodeCategory.DecimalDigitNumber => "Nd",
        UnicodeCategory.LetterNumber => "Nl",
        UnicodeCategory.OtherNumber => "No",
        UnicodeCategory.SpaceSeparator => "Zs",
        UnicodeCategory.LineSeparator => "Zl",
        UnicodeCategory.ParagraphSeparator => "Zp",
        UnicodeCategory.Control => "Cc",
        UnicodeCategory.Format => "Cf",
        UnicodeCategory.Surrogate => "Cs",
        UnicodeCategory.PrivateUse => "Co",
        UnicodeCategory.ConnectorPunctuation => "Pc",
        UnicodeCategory.DashPunctuation => "Pd",
        UnicodeCategory.OpenPunctuation => "Ps",
        UnicodeCategory.ClosePunctuation => "Pe",
        UnicodeCategory.InitialQuotePunctuation => "Pi",
        UnicodeCategory.FinalQuotePunctuation => "Pf",
        UnicodeCategory.OtherPunctuation => "Po",
        UnicodeCategory.MathSymbol => "Sm",
        UnicodeCategory.CurrencySymbol => "Sc",
        UnicodeCategory.ModifierSymbol => "Sk",
        UnicodeCategory.OtherSymbol => "So",
        _ => null,
    };
}
