using Catalog.Classifier.Quoting;
using Catalog.Classifier.Reading;
using Catalog.Classifier.Scoring;

namespace Catalog.Classifier.Model;

/// <summary>From weights back to words: in each string of a definition the run of words that speaks most for one class and against another.</summary>
internal static class ModelEvidence
{
    /// <summary>The id under which the model's words stand among the signals.</summary>
    public const string Id = "trained-model";

    private const int MostWords = 8;

    // What a word costs, so that a run ends where it stops telling, and what a run must say to be shown.
    private const float WordCost = 0.08f;
    private const float Least = 0.25f;

    // A signal's words are chosen by people and read better: the model's stand before them only where they say clearly more.
    private const float Damping = 0.5f;

    /// <summary>Adds the words that speak for a class.</summary>
    public static void Add(LinearModel model, FeatureList features, int forClass, int against, List<FiredSignal> fired)
    {
        var fields = features.Fields;
        for (var f = 0; f < fields.Count; f++)
        {
            if (fields[f].Tokens.Length > 0 && BestOrNull(model, features, f, forClass, against) is var (mark, points))
            {
                fired.Add(new FiredSignal(Id, VerdictRules.CategoryOf(forClass), points * Damping, mark));
            }
        }
    }

    private static (Mark Mark, float Points)? BestOrNull(LinearModel model, FeatureList features, int field, int forClass, int against)
    {
        var text = features.Fields[field];
        var worth = new float[text.Tokens.Length];
        foreach (ref readonly var feature in features.Items)
        {
            if (feature.Field == field && model.PlaceOf(feature.Hash) is >= 0 and var at)
            {
                var part = (model.Weights[at + forClass] - model.Weights[at + against]) * feature.Value;
                worth[feature.First] += feature.First == feature.Last ? part : part / 2;
                worth[feature.Last] += feature.First == feature.Last ? 0 : part / 2;
            }
        }

        return BestRun(text, worth) is var (first, last, points) && points >= Least ? (Mark.Of(text, text.Tokens[first], text.Tokens[last]), points) : null;
    }

    private static (int First, int Last, float Points)? BestRun(TextField text, float[] worth)
    {
        (int First, int Last, float Points)? best = null;
        for (var first = 0; first < worth.Length; first++)
        {
            var sum = 0f;
            for (var last = first; worth[first] > 0 && last < Math.Min(worth.Length, first + MostWords) && (last == first || text.Tokens[last].Before != Gap.Sentence); last++)
            {
                sum += worth[last] - WordCost;
                if (worth[last] > 0 && (best is null || sum > best.Value.Points))
                {
                    best = (first, last, sum);
                }
            }
        }

        return best;
    }
}
