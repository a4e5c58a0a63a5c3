using System.Numerics;
using System.Runtime.CompilerServices;
using Catalog.Classifier.Reading;

namespace Catalog.Classifier.Model;

/// <summary>Words, pairs, senses and letters of the name, by their place behind what the siblings share.</summary>
internal static class NameFeatures
{
    private const int MaxWords = 12;
    private const int MaxLetters = 24;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Read(ToolView tool, FeatureList features)
    {
        var name = tool.Name;
        var tokens = name.Field.Tokens;
        var field = features.Add(name.Field);
        var end = Math.Min(tokens.Length, MaxWords);
        uint before = 0;
        uint first = 0;
        for (var i = 0; i < end; i++)
        {
            var (word, root) = (tokens[i].Word, tokens[i].Root);
            if (i < name.Prefix)
            {
                features.Add(FeatureHash.Join(FeatureKind.NamePrefix, root), FeatureKind.NamePrefix, FeatureScale.NamePrefix, field, i, i);
                continue;
            }

            var place = PlaceOf(i, name.Prefix, end);
            features.Add(FeatureHash.Join(FeatureKind.NameWord, word, place), FeatureKind.NameWord, 1, field, i, i);
            features.Add(FeatureHash.Join(FeatureKind.NameRoot, root), FeatureKind.NameRoot, 1, field, i, i);
            ReadSenses((ulong)tokens[i].Senses, place, i == name.Action, field, i, features);
            ReadLetters(name.Field.WordOf(tokens[i]), field, i, features);
            if (i > name.Prefix)
            {
                features.Add(FeatureHash.Join(FeatureKind.NamePair, before, root), FeatureKind.NamePair, 1, field, i - 1, i);
            }

            if (i == end - 1 && i > name.Prefix + 1)
            {
                features.Add(FeatureHash.Join(FeatureKind.NamePair, first, root, 1), FeatureKind.NamePair, 1, field, name.Prefix, i);
            }

            first = i == name.Prefix ? root : first;
            before = root;
        }

        if (tool.Title is { } title)
        {
            ReadTitle(title, features);
        }
    }

    private static uint PlaceOf(int i, int prefix, int end) => i == prefix ? (i == end - 1 ? 3u : 0u) : i == end - 1 ? 1u : 2u;

    private static void ReadTitle(TextField title, FeatureList features)
    {
        var field = features.Add(title);
        for (var i = 0; i < Math.Min(title.Tokens.Length, MaxWords); i++)
        {
            var (word, root) = (title.Tokens[i].Word, title.Tokens[i].Root);
            features.Add(FeatureHash.Join(FeatureKind.TitleWord, root), FeatureKind.TitleWord, 1, field, i, i);
            if (i == 0)
            {
                features.Add(FeatureHash.Join(FeatureKind.TitleWord, word, 1), FeatureKind.TitleWord, 1, field, i, i);
            }
        }
    }

    private static void ReadSenses(ulong senses, uint place, bool action, int field, int at, FeatureList features)
    {
        for (; senses != 0; senses &= senses - 1)
        {
            var sense = (uint)BitOperations.TrailingZeroCount(senses) + 1;
            features.Add(FeatureHash.Join(FeatureKind.NameSense, sense, place), FeatureKind.NameSense, FeatureScale.NameSense, field, at, at);
            if (action)
            {
                features.Add(FeatureHash.Join(FeatureKind.NameSense, sense, 9), FeatureKind.NameSense, FeatureScale.NameSense, field, at, at);
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
        for (var size = 3; size <= 5; size++)
        {
            for (var i = 0; i + size <= length; i++)
            {
                features.Add(FeatureHash.Join(FeatureKind.NameGram, WordHash.Hash(letters.Slice(i, size))), FeatureKind.NameGram, FeatureScale.NameGram, field, at, at);
            }
        }
    }
}
