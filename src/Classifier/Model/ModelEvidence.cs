using Catalog.Classifier.Quoting;
using Catalog.Classifier.Reading;
using Catalog.Classifier.Scoring;
using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Model;

/// <summary>From weights back to words: in each string of a definition the run of words that speaks most for one class and against another.</summary>
internal static class ModelEvidence
{
    /// <summary>The id under which the model's words stand among the signals.</summary>
    public const string Id = "trained-model";

    private const int MostWords = 5;

    // What a word costs, so that a run ends where it stops telling, and what a run must say to be shown.
    private const float WordCost = 0.08f;
    private const float Least = 0.25f;

    // A signal's words are chosen by people and read better: the model's stand before them only where they say clearly more.
    private const float Damping = 0.5f;

    /// <summary>Adds the words that speak for a class; where nothing says much, still what says most, if <paramref name="atAnyWorth"/>.</summary>
    public static void Add(LinearModel model, FeatureList features, int forClass, int against, List<FiredSignal> fired, bool atAnyWorth = false)
    {
        var least = atAnyWorth ? float.Epsilon : Least;
        var fields = features.Fields;
        for (var f = 0; f < fields.Count; f++)
        {
            if (fields[f].Tokens.Length > 0 && BestOrNull(model, features, f, forClass, against, atAnyWorth ? 0 : WordCost) is var (mark, points) && points >= least && !IsSaid(fired, VerdictRules.CategoryOf(forClass), mark))
            {
                fired.Add(new FiredSignal(Id, VerdictRules.CategoryOf(forClass), points * Damping, mark));
            }
        }
    }

    // Words that a signal shows for the same category say it already, and shorter.
    private static bool IsSaid(List<FiredSignal> fired, Category category, Mark mark) =>
        fired.Exists(f => f.Category == category && f.Points > 0 && f.Mark is { Length: > 0 } said && said.Field.Pointer == mark.Field.Pointer && said.Start < mark.Start + mark.Length && mark.Start < said.Start + said.Length);

    private static (Mark Mark, float Points)? BestOrNull(LinearModel model, FeatureList features, int field, int forClass, int against, float wordCost)
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

        return BestRun(text, worth, wordCost) is var (first, last, points) ? (Mark.Of(text, text.Tokens[first], text.Tokens[last]), points) : null;
    }

    private static (int First, int Last, float Points)? BestRun(TextField text, float[] worth, float wordCost)
    {
        (int First, int Last, float Points)? best = null;
        for (var first = 0; first < worth.Length; first++)
        {
            var sum = 0f;
            for (var last = first; worth[first] > 0 && last < Math.Min(worth.Length, first + MostWords) && (last == first || text.Tokens[last].Before != Gap.Sentence); last++)
            {
                sum += worth[last] - wordCost;
                if (worth[last] > 0 && !text.Tokens[last].Is(Senses.Filler) && !text.Tokens[first].Is(Senses.Filler) && (best is null || sum > best.Value.Points))
                {
                    best = (first, last, sum);
                }
            }
        }

        return best;
    }
}
