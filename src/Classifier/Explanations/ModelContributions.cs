using Catalog.Classifier.Model;
using Catalog.Classifier.Quoting;
using Catalog.Classifier.Scoring;

namespace Catalog.Classifier.Explanations;

/// <summary>Adds up a model's weights by the words that they stand for, so that a person can read what it went by.</summary>
internal static class ModelContributions
{
    private const int Most = 12;
    private const float Least = 0.1f;

    /// <summary>The contributions that weigh most, from the weightiest; at most twelve. The features have their places in the model.</summary>
    public static IReadOnlyList<ModelContribution> Of(LinearModel model, FeatureList features)
    {
        var sums = new Dictionary<(int Field, int First, int Last, string What), float[]>();
        for (var i = 0; i < features.Items.Length; i++)
        {
            var (feature, place) = (features.Items[i], features.Places[i]);
            if (place < 0)
            {
                continue;
            }

            var isWords = feature.Field >= 0 && features.Fields[feature.Field].Tokens.Length > 0;
            var key = isWords ? (feature.Field, feature.First, feature.Last, WordsOf(features.Fields[feature.Field].Pointer)) : (-1, 0, 0, WhatOf(feature.Kind));
            if (!sums.TryGetValue(key, out var sum))
            {
                sums[key] = sum = new float[LinearModel.Classes];
            }

            for (var c = 0; c < sum.Length; c++)
            {
                // Against the first class: what all classes get alike says nothing.
                sum[c] += model.Difference(place, c, 0) * feature.Value;
            }
        }

        return [.. sums.Select(pair => Contribution(pair.Key, pair.Value, features)).Where(static c => c.Weight >= Least)
            .OrderByDescending(static c => c.Weight).ThenBy(static c => c.What, StringComparer.Ordinal).ThenBy(static c => c.Words?.Start).Take(Most)];
    }

    private static ModelContribution Contribution((int Field, int First, int Last, string What) key, float[] sum, FeatureList features)
    {
        var best = Array.IndexOf(sum, sum.Max());
        var others = (sum.Sum() - sum[best]) / (sum.Length - 1);
        return new ModelContribution
        {
            What = key.What,
            Words = key.Field < 0 ? null : EvidenceChooser.Quote(ModelEvidence.Id, Mark.Of(features.Fields[key.Field], features.Fields[key.Field].Tokens[key.First], features.Fields[key.Field].Tokens[key.Last])),
            Toward = VerdictRules.CategoryOf(best),
            Weight = Math.Round(sum[best] - others, 3),
        };
    }

    private static string WordsOf(string pointer) => pointer switch
    {
        "/tool" => "the name",
        "/title" => "the title",
        "/description" => "the description",
        _ when pointer.StartsWith("/siblings", StringComparison.Ordinal) => "another tool's name",
        _ => "an argument",
    };

    private static string WhatOf(FeatureKind kind) => kind switch
    {
        FeatureKind.Annotation => "what the author's annotations claim",
        FeatureKind.SiblingWord or FeatureKind.SiblingContrast or FeatureKind.NameAmongSiblings => "what the other tools of the server are called",
        FeatureKind.Signal or FeatureKind.SignalPair => "the signals below, alone and in pairs",
        FeatureKind.Shape => "how long name and text are, and how many arguments there are",
        _ => "the arguments",
    };
}
