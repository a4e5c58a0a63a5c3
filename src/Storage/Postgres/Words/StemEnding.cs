using System.Buffers;

namespace Catalog.Storage.Postgres.Words;

/// <summary>A word whose end is being taken off, and its two regions: what comes after the first consonant behind a vowel, and the same of that.</summary>
internal ref struct StemEnding
{
    private static readonly SearchValues<char> Vowels = SearchValues.Create("aeiouy");

    private readonly Span<char> _letters;

    /// <param name="letters">The letters, with room for one more.</param>
    /// <param name="length">How many there are.</param>
    /// <param name="first">Where the first region begins.</param>
    public StemEnding(Span<char> letters, int length, int first)
    {
        _letters = letters;
        (Length, First) = (length, first);
        Second = RegionFrom(letters[..length], first);
    }

    /// <summary>How many letters are left.</summary>
    public int Length { get; private set; }

    /// <summary>Where the first region begins; the word's first length for an empty one.</summary>
    public int First { get; }

    /// <summary>Where the second region begins.</summary>
    public int Second { get; }

    /// <summary>The letters that are left.</summary>
    public readonly ReadOnlySpan<char> Letters => _letters[..Length];

    /// <summary>Whether a letter is a vowel; <c>Y</c> is none.</summary>
    public static bool IsVowel(char letter) => letter is 'a' or 'e' or 'i' or 'o' or 'u' or 'y';

    /// <summary>Whether there is a vowel.</summary>
    public static bool HasVowel(ReadOnlySpan<char> letters) => letters.ContainsAny(Vowels);

    /// <summary>The place after the first consonant behind a vowel; the end where there is none.</summary>
    public static int RegionFrom(ReadOnlySpan<char> letters, int from)
    {
        var at = from;
        while (at < letters.Length && !IsVowel(letters[at]))
        {
            at++;
        }

        while (at < letters.Length && IsVowel(letters[at]))
        {
            at++;
        }

        return Math.Min(at + 1, letters.Length);
    }

    /// <summary>Whether they end so.</summary>
    public readonly bool EndsWith(ReadOnlySpan<char> ending) => Letters.EndsWith(ending);

    /// <summary>Whether an ending of so many letters lies in the first region.</summary>
    public readonly bool IsInFirst(int ending) => Length - ending >= First;

    /// <summary>Whether an ending of so many letters lies in the second region.</summary>
    public readonly bool IsInSecond(int ending) => Length - ending >= Second;

    /// <summary>Whether a short syllable stands before an ending of so many letters.</summary>
    public readonly bool IsShort(int ending)
    {
        var before = Letters[..^ending];
        return before.Length switch
        {
            < 2 => false,
            2 => IsVowel(before[0]) && !IsVowel(before[1]),
            _ => !IsVowel(before[^1]) && before[^1] is not ('w' or 'x' or 'Y') && IsVowel(before[^2]) && !IsVowel(before[^3]),
        };
    }

    /// <summary>Takes letters off.</summary>
    public void Cut(int count) => Length -= count;

    /// <summary>Adds a letter.</summary>
    public void Append(char letter) => _letters[Length++] = letter;
}
