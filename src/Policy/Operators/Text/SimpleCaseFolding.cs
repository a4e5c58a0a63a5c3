using System.Buffers;
using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Catalog.Policy.Operators.Text;

/// <summary>
/// Unicode simple case folding: one code point to one code point. <c>ſ</c> and <c>s</c>, the Kelvin sign and <c>k</c>, <c>Σ σ ς</c> are the same under it; <c>ß</c> (not equal
/// to <c>ss</c>), <c>İ</c> and <c>ı</c> stay themselves. Independent of culture and of ICU.
/// </summary>
public static class SimpleCaseFolding
{
    private static readonly FrozenDictionary<int, int> Folds = ReadFolds();

    private static readonly FrozenDictionary<int, int[]> Siblings = Folds
        .GroupBy(static p => p.Value)
        .Select(static g => g.Select(static p => p.Key).Append(g.Key).Order().ToArray())
        .SelectMany(static orbit => orbit.Select(one => KeyValuePair.Create(one, orbit)))
        .ToFrozenDictionary();

    // ASCII but its capitals: what most names consist of.
    private static readonly SearchValues<char> Folded = SearchValues.Create([.. Enumerable.Range(0, 0x80).Select(static code => (char)code).Where(static letter => !char.IsAsciiLetterUpper(letter))]);

    /// <summary>The folded form of a code point; itself for most.</summary>
    public static int Fold(int codePoint) => Folds.TryGetValue(codePoint, out var folded) ? folded : codePoint;

    /// <summary>A text with every code point folded; lone surrogates stay.</summary>
    public static string Fold(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!text.AsSpan().ContainsAnyExcept(Folded))
        {
            return text;
        }

        var folded = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]))
            {
                folded.Append(char.ConvertFromUtf32(Fold(char.ConvertToUtf32(text[i], text[i + 1]))));
                i++;
            }
            else
            {
                folded.Append((char)Fold(text[i]));
            }
        }

        return folded.ToString();
    }

    /// <summary>Whether two texts are the same under simple case folding.</summary>
    public static bool AreEqual(string left, string right) => string.Equals(left, right, StringComparison.Ordinal) || Fold(left) == Fold(right);

    /// <summary>All code points that fold to what this one folds to, itself among them, in ascending order; empty where there is no other.</summary>
    internal static ReadOnlySpan<int> OrbitOf(int codePoint) => Siblings.TryGetValue(codePoint, out var orbit) ? orbit : [];

    /// <summary>Every code point that has an orbit of more than one.</summary>
    internal static IEnumerable<int> Cased => Siblings.Keys;

    private static FrozenDictionary<int, int> ReadFolds()
    {
        var folds = new Dictionary<int, int>();
        foreach (var run in SimpleCaseFoldingTable.Runs.Split(',', StringSplitOptions.TrimEntries))
        {
            var figures = run.Split(' ');
            var start = int.Parse(figures[0], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
            var (count, distance, added) = (Figure(figures[1]), Figure(figures[2]), Figure(figures[3]));
            for (var n = 0; n < count; n++)
            {
                var from = start + (n * distance);
                folds.Add(from, from + added);
            }
        }

        return folds.ToFrozenDictionary();
    }

    private static int Figure(string text) => int.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
}
