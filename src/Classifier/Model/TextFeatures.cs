using System.Numerics;
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
        Span<uint> roots = stackalloc uint[MaxWords];
        for (var i = 0; i < end; i++)
        {
            var (word, root) = WordHash.Of(text.WordOf(tokens[i]));
            roots[i] = root;
            if (i >= description.ArgumentsFrom)
            {
                features.Add(WordHash.Join(FeatureKind.ArgumentWord, root), FeatureKind.ArgumentWord, FeatureScale.ArgumentWord, field, i, i);
                continue;
            }

            features.Add(WordHash.Join(FeatureKind.DescriptionWord, root), FeatureKind.DescriptionWord, FeatureScale.DescriptionWord, field, i, i);
            if (i < Opening)
            {
                features.Add(WordHash.Join(FeatureKind.OpeningWord, word, (uint)i), FeatureKind.OpeningWord, 1, field, i, i);
            }

            if (i < sentence)
            {
                features.Add(WordHash.Join(FeatureKind.SentenceWord, root), FeatureKind.SentenceWord, 1, field, i, i);
                ReadLetters(text.WordOf(tokens[i]), field, i, features);
            }

            if (i > 0 && tokens[i].Before < Gap.Thought)
            {
                var kind = i < sentence ? FeatureKind.SentencePair : FeatureKind.DescriptionPair;
                features.Add(WordHash.Join(kind, roots[i - 1], root), kind, i < sentence ? 1 : FeatureScale.DescriptionPair, field, i - 1, i);
            }
        }

        ReadVerbs(tool, description, roots[..end], field, features);
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
    private static void ReadVerbs(ToolView tool, DescriptionView description, ReadOnlySpan<uint> roots, int field, FeatureList features)
    {
        var tokens = description.Field.Tokens;
        for (var c = 0; c < description.Clauses.Length; c++)
        {
            var clause = description.Clauses[c];
            if (clause.Lead < 0 || clause.Lead >= roots.Length)
            {
                continue;
            }

            var role = clause.Negated ? 3u : c == description.Main ? 1u : 2u;
            features.Add(WordHash.Join(FeatureKind.LeadVerb, roots[clause.Lead], role), FeatureKind.LeadVerb, role == 1 ? 1 : 0.5f, field, clause.Lead, clause.Lead);
            for (var senses = (ulong)(tokens[clause.Lead].Senses & Senses.AnyVerb); senses != 0; senses &= senses - 1)
            {
                features.Add(WordHash.Join(FeatureKind.ClauseVerb, (uint)BitOperations.TrailingZeroCount(senses), role), FeatureKind.ClauseVerb, role == 1 ? 1 : 0.5f, field, clause.Lead, clause.Lead);
            }

            if (role == 1)
            {
                ReadObject(clause, tokens, roots, field, features);
            }
        }

        if (tool.Name.Field.Tokens.Length > tool.Name.Prefix)
        {
            var verb = tool.Name.Action >= 0 ? tool.Name.Action : tool.Name.Prefix;
            var at = description.Main >= 0 ? Math.Min(description.Clauses[description.Main].Lead, roots.Length - 1) : 0;
            var (_, name) = WordHash.Of(tool.Name.Field.WordOf(tool.Name.Field.Tokens[verb]));
            features.Add(WordHash.Join(FeatureKind.NameAndLead, name, roots[at]), FeatureKind.NameAndLead, 1, field, at, at);
        }
    }

    private static void ReadObject(Clause clause, Token[] tokens, ReadOnlySpan<uint> roots, int field, FeatureList features)
    {
        var stop = Math.Min(Math.Min(clause.End, roots.Length), clause.Lead + 8);
        for (var i = clause.Lead + 1; i < stop; i++)
        {
            features.Add(WordHash.Join(FeatureKind.LeadVerb, roots[clause.Lead], roots[i], 7), FeatureKind.LeadVerb, 0.5f, field, clause.Lead, i);
            for (var senses = (ulong)(tokens[i].Senses & Things); senses != 0; senses &= senses - 1)
            {
                features.Add(WordHash.Join(FeatureKind.SentenceSense, (uint)BitOperations.TrailingZeroCount(senses), roots[clause.Lead]), FeatureKind.SentenceSense, 0.7f, field, clause.Lead, i);
            }
        }
    }

    private static void ReadLetters(ReadOnlySpan<char> word, int field, int at, FeatureList features)
    {
        Span<char> letters = stackalloc char[MaxLetters + 2];
        var length = WordHash.Lower(word, letters.Slice(1, MaxLetters)) + 2;
        letters[0] = '<';
        letters[length - 1] = '>';
        for (var i = 0; i + 4 <= length; i++)
        {
            features.Add(WordHash.Join(FeatureKind.SentenceGram, WordHash.Hash(letters.Slice(i, 4))), FeatureKind.SentenceGram, FeatureScale.SentenceGram, field, at, at);
        }
    }
}
