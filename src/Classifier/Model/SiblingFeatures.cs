using System.Numerics;
using System.Runtime.CompilerServices;
using Catalog.Classifier.Reading;
using Catalog.Classifier.Vocabularies;

namespace Catalog.Classifier.Model;

/// <summary>What the other tools of the server are about, and what they do to the same thing.</summary>
internal static class SiblingFeatures
{
    private const int MaxSiblings = 60;
    private const int MaxWords = 6;
    private const Senses Topics = Senses.Money | Senses.Chain | Senses.Market | Senses.Secret | Senses.Code | Senses.Sql | Senses.Shell | Senses.Browser | Senses.Agent | Senses.Device | Senses.Machine
        | Senses.Commerce | Senses.Cache | Senses.Message | Senses.File | Senses.Pay | Senses.Operate | Senses.Control | Senses.Run;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Read(ToolView tool, FeatureList features)
    {
        var siblings = tool.Siblings;
        var name = tool.Name;
        if (siblings.Length == 0 || name.Field.Tokens.Length == 0)
        {
            return;
        }

        var last = name.Field.Tokens[^1].Root;
        var verb = name.Action >= 0 ? name.Action : Math.Min(name.Prefix, name.Field.Tokens.Length - 1);
        var first = name.Field.Tokens[verb].Root;
        Span<int> topics = stackalloc int[64];
        topics.Clear();
        var count = Math.Min(siblings.Length, MaxSiblings);
        for (var s = 0; s < count; s++)
        {
            var sibling = siblings[s];
            for (var senses = (ulong)(sibling.Senses & Topics); senses != 0; senses &= senses - 1)
            {
                topics[BitOperations.TrailingZeroCount(senses)]++;
            }

            ReadNames(sibling, last, features);
        }

        for (var topic = 0; topic < topics.Length; topic++)
        {
            if (topics[topic] * 4 >= count)
            {
                features.Add(FeatureHash.Join(FeatureKind.NameAmongSiblings, first, (uint)topic), FeatureKind.NameAmongSiblings, 0.7f);
                features.Add(FeatureHash.Join(FeatureKind.NameAmongSiblings, (uint)topic, 0, 5), FeatureKind.NameAmongSiblings, 0.7f);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ReadNames(TextField sibling, uint last, FeatureList features)
    {
        uint first = 0;
        for (var i = 0; i < Math.Min(sibling.Tokens.Length, MaxWords); i++)
        {
            var root = sibling.Tokens[i].Root;
            features.Add(FeatureHash.Join(FeatureKind.SiblingWord, root), FeatureKind.SiblingWord, FeatureScale.SiblingWord);
            first = i == 0 ? root : first;
            if (i > 0 && root == last)
            {
                features.Add(FeatureHash.Join(FeatureKind.SiblingContrast, first), FeatureKind.SiblingContrast, FeatureScale.SiblingWord);
            }
        }
    }
}
