using Catalog.Classifier.Reading;

namespace Catalog.Classifier.Model;

/// <summary>Hashes words, in lower case and without characters that people cannot see, and their roots. The same on every machine.</summary>
internal static class WordHash
{
    private const uint Seed = 2166136261;
    private const uint Prime = 16777619;
    private const int MaxWord = 48;

    /// <summary>A word as written and its root, each hashed.</summary>
    public static (uint Word, uint Root) Of(ReadOnlySpan<char> word)
    {
        Span<char> lower = stackalloc char[MaxWord];
        var length = Lower(word, lower);
        return (Hash(lower[..length]), Hash(lower[..RootLength(lower[..length])]));
    }

    /// <summary>The word in lower case in the given room, and its length.</summary>
    public static int Lower(ReadOnlySpan<char> word, Span<char> lower)
    {
        var length = 0;
        foreach (var c in word)
        {
            if (length < lower.Length && !Invisible.Is(c))
            {
                lower[length++] = c < 128 ? (char)(c is >= 'A' and <= 'Z' ? c | 0x20 : c) : char.ToLowerInvariant(c);
            }
        }

        return length;
    }

    /// <summary>Hashes letters as they are.</summary>
    public static uint Hash(ReadOnlySpan<char> letters)
    {
        var hash = Seed;
        foreach (var c in letters)
        {
            hash = (hash ^ c) * Prime;
        }

        return hash;
    }

    /// <summary>Joins a kind and up to three parts into the hash of a feature.</summary>
    public static uint Join(FeatureKind kind, uint a, uint b = 0, uint c = 0)
    {
        var hash = (Seed ^ (uint)kind) * 0x9E3779B1;
        hash = Step(hash, a);
        hash = Step(hash, b);
        hash = Step(hash, c);
        hash ^= hash >> 16;
        hash *= 0x85EBCA6B;
        hash ^= hash >> 13;
        hash *= 0xC2B2AE35;
        return hash ^ (hash >> 16);
    }

    // `creates`, `creating` and `created` say what `create` says; the cut is the same for all, and need be no word.
    private static int RootLength(ReadOnlySpan<char> word)
    {
        var length = word.Length switch
        {
            > 5 when word.EndsWith("ing") => word.Length - 3,
            > 4 when word.EndsWith("ies") => word.Length - 2,
            > 4 when word.EndsWith("ed") || word.EndsWith("es") => word.Length - 2,
            > 3 when word[^1] == 's' && word[^2] != 's' => word.Length - 1,
            _ => word.Length,
        };
        if (length < word.Length && length > 3 && word[length - 1] == word[length - 2] && word[length - 1] is not ('l' or 's' or 'e'))
        {
            return length - 1;
        }

        return length > 3 && word[length - 1] is 'e' or 'y' or 'i' ? length - 1 : length;
    }

    private static uint Step(uint hash, uint part) => (uint.RotateLeft(hash ^ part, 13) * 5) + 0xE6546B64;
}
