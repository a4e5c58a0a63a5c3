namespace Catalog.Storage.Postgres.Words;

/// <summary>
/// English words without their endings, by the algorithm that is called Porter 2 and that the server has as <c>english_stem</c>
/// (https://snowballstem.org/algorithms/english/stemmer.html). It is done here, for each of many writers has a processor of its own, and all have one server.
/// </summary>
internal static class EnglishStem
{
    private static readonly string[] DoubledEnds = ["bb", "dd", "ff", "gg", "mm", "nn", "pp", "rr", "tt"];
    private static readonly string[] UnshortenedStarts = ["gener", "commun", "arsen"];
    private static readonly HashSet<string> KeptAfterPlural = new(StringComparer.Ordinal) { "inning", "outing", "canning", "herring", "earring", "proceed", "exceed", "succeed" };

    private static readonly Dictionary<string, string> Exceptions = new(StringComparer.Ordinal)
    {
        ["skis"] = "ski", ["skies"] = "sky", ["dying"] = "die", ["lying"] = "lie", ["tying"] = "tie", ["idly"] = "idl", ["gently"] = "gentl", ["ugly"] = "ugli", ["early"] = "earli",
        ["only"] = "onli", ["singly"] = "singl", ["sky"] = "sky", ["news"] = "news", ["howe"] = "howe", ["atlas"] = "atlas", ["cosmos"] = "cosmos", ["bias"] = "bias", ["andes"] = "andes",
    };

    /// <summary>The stem of a word.</summary>
    /// <param name="word">Letters in lower case, at most 200.</param>
    public static string Of(ReadOnlySpan<char> word)
    {
        if (word.Length < 3)
        {
            return word.ToString();
        }

        if (Exceptions.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(word, out var exception))
        {
            return exception;
        }

        // A step makes a word longer by one letter at most, and only where it took away more.
        Span<char> letters = stackalloc char[word.Length + 1];
        word.CopyTo(letters);
        for (var i = 0; i < word.Length; i++)
        {
            // A y that is no vowel, at the start and after a vowel, is written as Y while it is looked at.
            if (letters[i] == 'y' && (i == 0 || StemEnding.IsVowel(letters[i - 1])))
            {
                letters[i] = 'Y';
            }
        }

        var stem = new StemEnding(letters, word.Length, RegionAfter(letters[..word.Length]));
        TakePlural(ref stem);
        if (!KeptAfterPlural.GetAlternateLookup<ReadOnlySpan<char>>().Contains(stem.Letters))
        {
            TakeTense(ref stem);
            TurnY(ref stem);
            EnglishSuffixes.Take(ref stem);
        }

        return new string(stem.Letters).Replace('Y', 'y');
    }

    private static int RegionAfter(ReadOnlySpan<char> letters)
    {
        foreach (var start in UnshortenedStarts)
        {
            if (letters.StartsWith(start))
            {
                return start.Length;
            }
        }

        return StemEnding.RegionFrom(letters, 0);
    }

    private static void TakePlural(ref StemEnding stem)
    {
        if (stem.EndsWith("sses"))
        {
            stem.Cut(2);
        }
        else if (stem.EndsWith("ied") || stem.EndsWith("ies"))
        {
            stem.Cut(stem.Length > 4 ? 2 : 1);
        }
        else if (stem.EndsWith("s") && !stem.EndsWith("us") && !stem.EndsWith("ss") && StemEnding.HasVowel(stem.Letters[..^2]))
        {
            stem.Cut(1);
        }
    }

    private static void TakeTense(ref StemEnding stem)
    {
        var ending = stem.EndsWith("eedly") ? 5 : stem.EndsWith("ingly") ? 5 : stem.EndsWith("edly") ? 4 : stem.EndsWith("eed") ? 3 : stem.EndsWith("ing") ? 3 : stem.EndsWith("ed") ? 2 : 0;
        if (stem.EndsWith("eedly") || stem.EndsWith("eed"))
        {
            if (stem.IsInFirst(ending))
            {
                stem.Cut(ending - 2);
            }
        }
        else if (ending > 0 && StemEnding.HasVowel(stem.Letters[..^ending]))
        {
            stem.Cut(ending);
            if (stem.EndsWith("at") || stem.EndsWith("bl") || stem.EndsWith("iz"))
            {
                stem.Append('e');
            }
            else if (EndsDoubled(stem))
            {
                stem.Cut(1);
            }
            else if (stem.Length == stem.First && stem.IsShort(0))
            {
                stem.Append('e');
            }
        }
    }

    private static bool EndsDoubled(in StemEnding stem)
    {
        foreach (var doubled in DoubledEnds)
        {
            if (stem.EndsWith(doubled))
            {
                return true;
            }
        }

        return false;
    }

    private static void TurnY(ref StemEnding stem)
    {
        if (stem.Length > 2 && stem.Letters[^1] is 'y' or 'Y' && !StemEnding.IsVowel(stem.Letters[^2]))
        {
            stem.Cut(1);
            stem.Append('i');
        }
    }
}
