using System.Runtime.CompilerServices;
using Catalog.Classifier.Vocabularies;

namespace Catalog.Classifier.Reading;

/// <summary>Finds the known phrases of a text, each kind at each place once.</summary>
internal static class PhraseFinder
{
    /// <summary>The phrases of a text by their place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static PhraseHit[] Find(string text, Token[] tokens, Vocabulary vocabulary)
    {
        List<PhraseHit>? hits = null;
        Span<char> first = stackalloc char[WordHash.MaxWord];
        for (var i = 0; i < tokens.Length; i++)
        {
            ref readonly var token = ref tokens[i];
            if (!token.Is(Senses.PhraseStart) || token.Length > WordHash.MaxWord)
            {
                continue;
            }

            var length = WordHash.Lower(text.AsSpan(token.Start, token.Length), first);
            foreach (var phrase in vocabulary.PhrasesFrom(first[..length], token.Word))
            {
                if (Matches(text, tokens, i, phrase))
                {
                    (hits ??= []).Add(new PhraseHit(phrase.Kind, i, phrase.Words.Length));
                }
            }
        }

        return hits is null ? [] : [.. hits];
    }

    private static bool Matches(string text, Token[] tokens, int at, Phrase phrase)
    {
        var words = phrase.Words;
        if (at + words.Length > tokens.Length)
        {
            return false;
        }

        for (var w = 1; w < words.Length; w++)
        {
            ref readonly var token = ref tokens[at + w];
            if (token.Word != phrase.Hashes[w] || token.Before >= Gap.Sentence || !text.AsSpan(token.Start, token.Length).Equals(words[w], StringComparison.OrdinalIgnoreCase))
            {
                return false;
            }
        }

        return true;
    }
}
