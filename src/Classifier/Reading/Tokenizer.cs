using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Catalog.Classifier.Vocabularies;

namespace Catalog.Classifier.Reading;

/// <summary>Splits a text into words: letters and digits, identifiers at their seams, scripts without spaces by the words that are known.</summary>
internal static class Tokenizer
{
    /// <summary>No text is read further than this, in UTF-16 units: what a definition does stands at its front, and a long one must not hold up the others.</summary>
    public const int MaxLength = 20_000;

    [ThreadStatic]
    private static List<Token>? ofThread;

    /// <summary>The words of a text in order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static Token[] Split(string text, Vocabulary vocabulary)
    {
        var tokens = ofThread ??= [];
        tokens.Clear();
        var end = Math.Min(text.Length, MaxLength);
        var gap = Gap.Sentence;
        Span<char> room = stackalloc char[WordHash.MaxWord];
        var i = 0;
        while (i < end)
        {
            var c = text[i];
            if (c == ' ')
            {
                i++;
            }
            else if (IsUnspaced(c))
            {
                i = SplitUnspaced(text, i, end, gap, tokens, vocabulary, room);
                gap = Gap.Space;
            }
            else if (char.IsLetterOrDigit(c))
            {
                i = SplitRun(text, i, end, gap, tokens, vocabulary, room);
                gap = Gap.Space;
            }
            else
            {
                gap = Wider(gap, GapOf(text, i, end));
                i++;
            }
        }

        return [.. tokens];
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int SplitRun(string text, int start, int end, Gap gap, List<Token> tokens, Vocabulary vocabulary, Span<char> room)
    {
        var first = tokens.Count;
        var word = start;
        var i = start;
        while (i < end)
        {
            // Most letters are small and none of what follows.
            var c = text[i];
            if (char.IsAsciiLetterLower(c))
            {
                i++;
            }
            else if (IsWord(c) || (Invisible.Is(c) && i + 1 < end && IsWord(text[i + 1])))
            {
                if (i > word && IsSeam(text, i, end))
                {
                    Add(text, word, i, tokens.Count == first ? gap : Gap.Glued, tokens, vocabulary, room);
                    word = i;
                }

                i++;
            }
            else if (c is '\'' or '\u2019' && i + 1 < end && char.IsAsciiLetter(text[i + 1]) && i > word)
            {
                i++;
            }
            else if (IsGlue(c) && i + 1 < end && IsWord(text[i + 1]))
            {
                Add(text, word, i, tokens.Count == first ? gap : Gap.Glued, tokens, vocabulary, room);
                word = ++i;
            }
            else
            {
                break;
            }
        }

        Add(text, word, i, tokens.Count == first ? gap : Gap.Glued, tokens, vocabulary, room);
        if (tokens.Count - first > 1)
        {
            MarkIdentifier(text, tokens, first, start);
        }

        return i;
    }

    // `read-only` is two words of a sentence, `read_only` and `readOnly` are a name.
    private static void MarkIdentifier(string text, List<Token> tokens, int first, int start)
    {
        var run = text.AsSpan(start, tokens[^1].End - start);
        var hyphens = run.IndexOfAny('_', '.') < 0 && run.Contains('-');
        var words = CollectionsMarshal.AsSpan(tokens);
        for (var i = first; i < words.Length; i++)
        {
            ref var token = ref words[i];
            token = token with { Identifier = !hyphens, Before = hyphens && i > first ? Gap.Space : token.Before };
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Add(string text, int start, int end, Gap gap, List<Token> tokens, Vocabulary vocabulary, Span<char> room)
    {
        var length = end - start;
        if (length <= 0)
        {
            return;
        }

        var (letters, word, root) = WordHash.Of(text.AsSpan(start, length), room);
        var senses = length <= WordHash.MaxWord ? SensesOf(room[..letters], word, vocabulary) : Senses.None;
        tokens.Add(new Token((ushort)start, (ushort)length, word, root, senses, gap, Identifier: false));
    }

    private static Senses SensesOf(Span<char> lower, uint hash, Vocabulary vocabulary)
    {
        if (vocabulary.SensesOf(lower, hash) is not Senses.None and var senses)
        {
            return senses;
        }

        // What belongs to somebody is no act, and it may be written with either apostrophe.
        if (lower.IndexOfAny('\'', '\u2019') < 0)
        {
            return Senses.None;
        }

        lower.Replace('\u2019', '\'');
        senses = vocabulary.SensesOf(lower);
        return senses == Senses.None && lower is [.., '\'', 's'] ? vocabulary.SensesOf(lower[..^2]) & ~Senses.AnyVerb : senses;
    }

    private static int SplitUnspaced(string text, int start, int end, Gap gap, List<Token> tokens, Vocabulary vocabulary, Span<char> room)
    {
        var i = start;
        while (i < end && IsUnspaced(text[i]))
        {
            var length = Math.Min(vocabulary.LongestRun, end - i);
            while (length > 1 && vocabulary.SensesOf(text.AsSpan(i, length)) == Senses.None)
            {
                length--;
            }

            Add(text, i, i + length, gap, tokens, vocabulary, room);
            gap = Gap.Space;
            i += length;
        }

        return i;
    }

    private static bool IsUnspaced(char c) => c is (>= '\u3040' and <= '\u9fff') or (>= '\uac00' and <= '\ud7a3');

    private static bool IsWord(char c) => char.IsLetterOrDigit(c) && !IsUnspaced(c);

    private static bool IsGlue(char c) => c is '_' or '-' or '.';

    // aB, 1B, ABc before Bc
    private static bool IsSeam(string text, int i, int end) =>
        char.IsUpper(text[i]) && (char.IsLower(text[i - 1]) || char.IsDigit(text[i - 1]) || (char.IsUpper(text[i - 1]) && i + 1 < end && char.IsLower(text[i + 1])));

    private static Gap GapOf(string text, int i, int end) => text[i] switch
    {
        '.' or '!' or '?' => i + 1 >= end || char.IsWhiteSpace(text[i + 1]) || text[i + 1] is ')' or '"' or '*' ? Gap.Sentence : Gap.Space,
        '\n' or '\r' or '。' or '！' or '；' or ';' or '•' => Gap.Sentence,
        ':' or '|' or '(' or ')' or '[' or ']' or '—' or '–' or '：' or '（' or '）' or '→' => Gap.Thought,
        '-' => i > 0 && char.IsWhiteSpace(text[i - 1]) ? Gap.Thought : Gap.Space,
        ',' or '/' or '、' or '，' or '&' or '+' => Gap.List,
        _ => Gap.Space,
    };

    private static Gap Wider(Gap a, Gap b) => a > b ? a : b;
}
