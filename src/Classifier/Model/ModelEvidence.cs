using System.Runtime.CompilerServices;
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

    /// <summary>Adds the words that speak for a class and against another, and then those that speak the other way. Where nothing at all speaks for the first, still what says most.</summary>
    public static void Add(LinearModel model, FeatureList features, int forClass, int against, List<FiredSignal> fired)
    {
        features.Weigh(model, forClass, against);
        AddRuns(features, VerdictRules.CategoryOf(forClass), 1, Least, WordCost, fired);
        if (!fired.Exists(f => f.Category == VerdictRules.CategoryOf(forClass) && f.Mark is { Length: > 0 }))
        {
            AddRuns(features, VerdictRules.CategoryOf(forClass), 1, float.Epsilon, 0, fired);
        }

        AddRuns(features, VerdictRules.CategoryOf(against), -1, Least, WordCost, fired);
    }

    private static void AddRuns(FeatureList features, Category category, float sign, float least, float wordCost, List<FiredSignal> fired)
    {
        var fields = features.Fields;
        for (var f = 0; f < fields.Count; f++)
        {
            var text = fields[f];
            if (BestRun(text, features.WorthsOf(f), sign, wordCost) is var (first, last, points) && points >= least && !IsSaid(fired, category, text, text.Tokens[first].Start, text.Tokens[last].End))
            {
                fired.Add(new FiredSignal(Id, category, points * Damping, Mark.Of(text, text.Tokens[first], text.Tokens[last])));
            }
        }
    }

    // Words that a signal shows for the same category say it already, and shorter.
    private static bool IsSaid(List<FiredSignal> fired, Category category, TextField text, int start, int end)
    {
        foreach (var signal in fired)
        {
            if (signal.Category == category && signal.Points > 0 && signal.Mark is { Length: > 0 } said && ReferenceEquals(said.Field, text) && said.Start < end && start < said.Start + said.Length)
            {
                return true;
            }
        }

        return false;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static (int First, int Last, float Points)? BestRun(TextField text, ReadOnlySpan<float> worth, float sign, float wordCost)
    {
        (int First, int Last, float Points)? best = null;
        var tokens = text.Tokens;
        for (var first = 0; first < worth.Length; first++)
        {
            if (worth[first] * sign <= 0 || tokens[first].Is(Senses.Filler))
            {
                continue;
            }

            var sum = 0f;
            for (var last = first; last < Math.Min(worth.Length, first + MostWords) && (last == first || tokens[last].Before != Gap.Sentence); last++)
            {
                sum += (worth[last] * sign) - wordCost;
                if (worth[last] * sign > 0 && !tokens[last].Is(Senses.Filler) && (best is null || sum > best.Value.Points))
                {
                    best = (first, last, sum);
                }
            }
        }

        return best;
    }
}
