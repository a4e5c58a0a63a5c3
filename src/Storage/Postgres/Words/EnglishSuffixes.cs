namespace Catalog.Storage.Postgres.Words;

/// <summary>The endings that make one kind of word of another, in three steps, and the last letter. Of several that fit, the longest is looked at, and no other.</summary>
internal static class EnglishSuffixes
{
    private static readonly (string Ending, string Instead)[] Derived = Longest(
        ("tional", "tion"), ("enci", "ence"), ("anci", "ance"), ("abli", "able"), ("entli", "ent"), ("izer", "ize"), ("ization", "ize"), ("ational", "ate"), ("ation", "ate"),
        ("ator", "ate"), ("alism", "al"), ("aliti", "al"), ("alli", "al"), ("fulness", "ful"), ("fulli", "ful"), ("ousli", "ous"), ("ousness", "ous"), ("iveness", "ive"),
        ("iviti", "ive"), ("biliti", "ble"), ("bli", "ble"), ("ogi", "og"), ("lessli", "less"), ("li", ""));

    private static readonly (string Ending, string Instead)[] Made = Longest(
        ("tional", "tion"), ("ational", "ate"), ("alize", "al"), ("icate", "ic"), ("iciti", "ic"), ("ical", "ic"), ("ful", ""), ("ness", ""), ("ative", ""));

    private static readonly (string Ending, string Instead)[] Bare = Longest(
        ("al", ""), ("ance", ""), ("ence", ""), ("er", ""), ("ic", ""), ("able", ""), ("ible", ""), ("ant", ""), ("ement", ""), ("ment", ""), ("ent", ""), ("ism", ""), ("ate", ""),
        ("iti", ""), ("ous", ""), ("ive", ""), ("ize", ""), ("ion", ""));

    /// <summary>Takes them off.</summary>
    public static void Take(ref StemEnding stem)
    {
        if (Find(stem, Derived) is { Ending: { } derived } second && stem.IsInFirst(derived.Length) && derived switch
        {
            "ogi" => Before(stem, 3) == 'l',
            "li" => Before(stem, 2) is 'c' or 'd' or 'e' or 'g' or 'h' or 'k' or 'm' or 'n' or 'r' or 't',
            _ => true,
        })
        {
            Replace(ref stem, second);
        }

        if (Find(stem, Made) is { Ending: { } made } third && stem.IsInFirst(made.Length) && (made != "ative" || stem.IsInSecond(made.Length)))
        {
            Replace(ref stem, third);
        }

        if (Find(stem, Bare) is { Ending: { } bare } fourth && stem.IsInSecond(bare.Length) && (bare != "ion" || Before(stem, 3) is 's' or 't'))
        {
            Replace(ref stem, fourth);
        }

        TakeLast(ref stem);
    }

    private static void TakeLast(ref StemEnding stem)
    {
        if (stem.EndsWith("e") ? stem.IsInSecond(1) || (stem.IsInFirst(1) && !stem.IsShort(1)) : stem.EndsWith("ll") && stem.IsInSecond(1))
        {
            stem.Cut(1);
        }
    }

    private static (string? Ending, string Instead) Find(in StemEnding stem, (string Ending, string Instead)[] endings)
    {
        foreach (var ending in endings)
        {
            if (stem.EndsWith(ending.Ending))
            {
                return ending;
            }
        }

        return default;
    }

    private static char Before(in StemEnding stem, int ending) => stem.Length > ending ? stem.Letters[^(ending + 1)] : '\0';

    private static void Replace(ref StemEnding stem, (string? Ending, string Instead) found)
    {
        stem.Cut(found.Ending!.Length);
        foreach (var letter in found.Instead)
        {
            stem.Append(letter);
        }
    }

    private static (string Ending, string Instead)[] Longest(params (string Ending, string Instead)[] endings) => [.. endings.OrderByDescending(static e => e.Ending.Length)];
}
