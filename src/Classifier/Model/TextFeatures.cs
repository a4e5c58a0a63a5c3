using System.Numerics;
using System.Runtime.CompilerServices;
using Catalog.Classifier.Reading;
using Catalog.Classifier.Vocabularies;

namespace Catalog.Classifier.Model;

/// <summary>Words of the description: how it opens, its first sentence, the rest, and what it says about arguments.</summary>
internal static class TextFeatures
{
    private const int MaxWords = 400;
    private const int MaxSentence = 40;
    private const int Opening = 3;
    private const int MaxLetters = 20;
    private const Senses Things = ~(Senses.Filler | Senses.ThirdPerson | Senses.PhraseStart | Senses.NounVerb);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Read(ToolView tool, FeatureList features)
    {
        if (tool.Description is not { Field: { } text } description || text.Tokens.Length == 0)
        {
            return;
        }

        var field = features.Add(text);
        var tokens = text.Tokens;
        var end = Math.Min(tokens.Length, MaxWords);
        var sentence = SentenceEnd(tokens, Math.Min(end, description.ArgumentsFrom));
        for (var i = 0; i < end; i++)
        {
            var (word, root) = (tokens[i].Word, tokens[i].Root);
            if (i >= description.ArgumentsFrom)
            {
                features.Add(FeatureHash.Join(FeatureKind.ArgumentWord, root), FeatureKind.ArgumentWord, FeatureScale.ArgumentWord, field, i, i);
                continue;
            }

            features.Add(FeatureHash.Join(FeatureKind.DescriptionWord, root), FeatureKind.DescriptionWord, FeatureScale.DescriptionWord, field, i, i);
            if (i < Opening)
            {
                features.Add(FeatureHash.Join(FeatureKind.OpeningWord, word, (uint)i), FeatureKind.OpeningWord, 1, field, i, i);
            }

            if (i < sentence)
            {
                features.Add(FeatureHash.Join(FeatureKind.SentenceWord, root), FeatureKind.SentenceWord, 1, field, i, i);
                ReadLetters(text.WordOf(tokens[i]), field, i, features);
            }

            if (i > 0 && tokens[i].Before < Gap.Thought)
            {
                var kind = i < sentence ? FeatureKind.SentencePair : FeatureKind.DescriptionPair;
                features.Add(FeatureHash.Join(kind, tokens[i - 1].Root, root), kind, i < sentence ? 1 : FeatureScale.DescriptionPair, field, i - 1, i);
            }
        }

        ReadVerbs(tool, description, tokens.AsSpan(0, end), field, features);
    }

    private static int SentenceEnd(Token[] tokens, int end)
    {
        var i = 1;
        while (i < end && i < MaxSentence && tokens[i].Before != Gap.Sentence)
        {
            i++;
        }

        return Math.Min(i, end);
    }

    // The verb of each thought, and what the first one acts on.
    private static void ReadVerbs(ToolView tool, DescriptionView description, ReadOnlySpan<Token> tokens, int field, FeatureList features)
    {
        for (var c = 0; c < description.Clauses.Length; c++)
        {
            var clause = description.Clauses[c];
            if (clause.Lead < 0 || clause.Lead >= tokens.Length)
            {
                continue;
            }

            var role = clause.Negated ? 3u : c == description.Main ? 1u : 2u;
            features.Add(FeatureHash.Join(FeatureKind.LeadVerb, tokens[clause.Lead].Root, role), FeatureKind.LeadVerb, role == 1 ? 1 : 0.5f, field, clause.Lead, clause.Lead);
            for (var senses = (ulong)(tokens[clause.Lead].Senses & Senses.AnyVerb); senses != 0; senses &= senses - 1)
            {
                features.Add(FeatureHash.Join(FeatureKind.ClauseVerb, (uint)BitOperations.TrailingZeroCount(senses), role), FeatureKind.ClauseVerb, role == 1 ? 1 : 0.5f, field, clause.Lead, clause.Lead);
            }

            if (role == 1)
            {
                ReadObject(clause, tokens, field, features);
            }
        }

        if (tool.Name.Field.Tokens.Length > tool.Name.Prefix)
        {
            var verb = tool.Name.Action >= 0 ? tool.Name.Action : tool.Name.Prefix;
            var at = description.Main >= 0 ? Math.Min(description.Clauses[description.Main].Lead, tokens.Length - 1) : 0;
            var name = tool.Name.Field.Tokens[verb].Root;
            features.Add(FeatureHash.Join(FeatureKind.NameAndLead, name, tokens[at].Root), FeatureKind.NameAndLead, 1, field, at, at);
        }
    }

    private static void ReadObject(Clause clause, ReadOnlySpan<Token> tokens, int field, FeatureList features)
    {
        var stop = Math.Min(Math.Min(clause.End, tokens.Length), clause.Lead + 8);
        for (var i = clause.Lead + 1; i < stop; i++)
        {
            features.Add(FeatureHash.Join(FeatureKind.LeadVerb, tokens[clause.Lead].Root, tokens[i].Root, 7), FeatureKind.LeadVerb, 0.5f, field, clause.Lead, i);
            for (var senses = (ulong)(tokens[i].Senses & Things); senses != 0; senses &= senses - 1)
            {
                features.Add(FeatureHash.Join(FeatureKind.SentenceSense, (uint)BitOperations.TrailingZeroCount(senses), tokens[clause.Lead].Root), FeatureKind.SentenceSense, 0.7f, field, clause.Lead, i);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ReadLetters(ReadOnlySpan<char> word, int field, int at, FeatureList features)
    {
        Span<char> letters = stackalloc char[MaxLetters + 2];
        var length = WordHash.Lower(word, letters.Slice(1, MaxLetters)) + 2;
        letters[0] = '<';
        letters[length - 1] = '>';
        for (var i = 0; i + 4 <= length; i++)
        {
            features.Add(FeatureHash.Join(FeatureKind.SentenceGram, WordHash.Hash(letters.Slice(i, 4))), FeatureKind.SentenceGram, FeatureScale.SentenceGram, field, at, at);
        }
    }
}
