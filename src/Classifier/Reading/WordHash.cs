using System.Runtime.CompilerServices;

namespace Catalog.Classifier.Reading;

/// <summary>Hashes words, in lower case and without characters that people cannot see, and their roots. The same on every machine.</summary>
internal static class WordHash
{
    /// <summary>No more letters of a word count than this.</summary>
    public const int MaxWord = 48;

    private const uint Seed = 2166136261;
    private const uint Prime = 16777619;

    // Prime times this is 1 in 32 bits.
    private const uint Inverse = 0x359C449B;

    /// <summary>A word in lower case in the given room of <see cref="MaxWord"/>, its length there, its hash, and that of its root.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static (int Length, uint Word, uint Root) Of(ReadOnlySpan<char> word, Span<char> lower)
    {
        lower = lower[..MaxWord];
        var (length, hash) = (0, Seed);
        foreach (var c in word)
        {
            if (length >= lower.Length)
            {
                break;
            }

            if (c < 128)
            {
                lower[length] = (char)(c is >= 'A' and <= 'Z' ? c | 0x20 : c);
            }
            else if (!Invisible.Is(c))
            {
                lower[length] = char.ToLowerInvariant(c);
            }
            else
            {
                continue;
            }

            hash = (hash ^ lower[length++]) * Prime;
        }

        // A root is the front of its word, so its hash is found by taking the last letters back.
        var root = hash;
        for (var (i, end) = (length - 1, RootLength(lower[..length])); i >= end; i--)
        {
            root = (root * Inverse) ^ lower[i];
        }

        return (length, hash, root);
    }

    /// <summary>The hash of a word as written.</summary>
    public static uint Of(ReadOnlySpan<char> word)
    {
        Span<char> lower = stackalloc char[MaxWord];
        return Of(word, lower).Word;
    }

    /// <summary>The word in lower case in the given room, and its length.</summary>
    public static int Lower(ReadOnlySpan<char> word, Span<char> lower)
    {
        var length = 0;
        foreach (var c in word)
        {
            if (length >= lower.Length)
            {
                break;
            }

            if (c < 128)
            {
                lower[length++] = (char)(c is >= 'A' and <= 'Z' ? c | 0x20 : c);
            }
            else if (!Invisible.Is(c))
            {
                lower[length++] = char.ToLowerInvariant(c);
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

    // `creates`, `creating` and `created` say what `create` says; the cut is the same for all, and need be no word.
    private static int RootLength(ReadOnlySpan<char> word)
    {
        var length = word switch
        {
            [_, _, _, .., 'i', 'n', 'g'] => word.Length - 3,
            [_, _, .., 'i', 'e', 's'] => word.Length - 2,
            [_, _, _, .., 'e', 'd' or 's'] => word.Length - 2,
            [_, _, .., not 's', 's'] => word.Length - 1,
            _ => word.Length,
        };
        if (length < word.Length && length > 3 && word[length - 1] == word[length - 2] && word[length - 1] is not ('l' or 's' or 'e'))
        {
            return length - 1;
        }

        return length > 3 && word[length - 1] is 'e' or 'y' or 'i' ? length - 1 : length;
    }
}
