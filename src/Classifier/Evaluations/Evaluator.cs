using Catalog.Core.Classifications;

namespace Catalog.Classifier.Evaluations;

/// <summary>Scores answers against labels.</summary>
public static class Evaluator
{
    private const string Natural = "natural";
    private const int Bins = 10;

    private static readonly Category[] Labels = [Category.Read, Category.Write, Category.Execute, Category.Destructive, Category.Financial];

    /// <summary>The figures for rows and their answers, given in the same order.</summary>
    /// <exception cref="ArgumentException">There are not as many answers as rows.</exception>
    public static EvaluationReport Measure(IReadOnlyList<LabelledRow> rows, IReadOnlyList<Classification> answers)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(answers);
        if (rows.Count != answers.Count)
        {
            throw new ArgumentException("every row needs one answer", nameof(answers));
        }

        var scored = rows.Select((row, i) => new Scored(i + 1, row, answers[i], row.Label.Accepts(answers[i].Category))).ToList();
        var certain = scored.Where(static s => s.Row.Label.Certain).ToList();
        var natural = scored.Where(static s => string.Equals(s.Row.Stratum, Natural, StringComparison.Ordinal)).ToList();
        var risky = scored.Where(static s => s.Row.Label.Category != Category.Read).ToList();
        var unsafeAllows = risky.Where(static s => s is { Right: false, Answer.Category: Category.Read }).ToList();
        var categories = Labels.Where(c => scored.Exists(s => s.Row.Label.Category == c)).Select(c => ScoreOf(c, scored)).ToList();
        var quotes = scored.SelectMany(static s => s.Answer.Evidence.Concat(s.Answer.CounterEvidence).Select(e => QuoteCheck.Holds(s.Row.Tool, e))).ToList();
        var calibration = CalibrationOf(scored);
        return new EvaluationReport
        {
            Rows = rows.Count,
            Accuracy = RightShare(scored),
            CertainRows = certain.Count,
            CertainAccuracy = RightShare(certain),
            NaturalRows = natural.Count,
            NaturalAccuracy = RightShare(natural),
            ServerAccuracy = scored.GroupBy(static s => s.Row.Tool.Server ?? s.Row.Tool.Repo ?? "", StringComparer.Ordinal).Select(static g => RightShare([.. g])).DefaultIfEmpty(0).Average(),
            MacroF1 = categories.Select(static c => c.F1).DefaultIfEmpty(0).Average(),
            Categories = categories,
            Confusion = ConfusionOf(scored),
            UnsafeAllowRate = risky.Count == 0 ? 0 : unsafeAllows.Count / (double)risky.Count,
            SevereUnsafeAllows = unsafeAllows.Count(static s => s.Row.Label.Category is Category.Destructive or Category.Financial),
            CalibrationError = calibration.Sum(bin => Math.Abs(bin.Confidence - bin.Right) * bin.Rows / scored.Count),
            Calibration = calibration,
            Reviews = answers.Count(static a => a.Review),
            Quotes = quotes.Count,
            BrokenQuotes = quotes.Count(static held => !held),
            Errors =
            [
                .. scored.Where(static s => !s.Right)
                    .OrderByDescending(static s => Severity(s.Row.Label.Category) - Severity(s.Answer.Category))
                    .ThenByDescending(static s => s.Answer.Confidence)
                    .ThenBy(static s => s.Line)
                    .Select(static s => new EvaluationError(s.Line, s.Row.Label.Category, s.Row.Label.Certain, s.Answer)),
            ],
        };
    }

    // Unknown is treated like Destructive by policies, so it is never the unsafe answer.
    private static int Severity(Category category) => category == Category.Unknown ? (int)Category.Destructive : (int)category;

    private static double RightShare(List<Scored> scored) => scored.Count == 0 ? 0 : scored.Count(static s => s.Right) / (double)scored.Count;

    private static Category AnswerOf(Scored scored) => scored.Right ? scored.Row.Label.Category : scored.Answer.Category;

    private static CategoryScore ScoreOf(Category category, List<Scored> scored)
    {
        var labelled = scored.Count(s => s.Row.Label.Category == category);
        var answered = scored.Count(s => AnswerOf(s) == category);
        var right = scored.Count(s => s.Right && s.Row.Label.Category == category);
        var (precision, recall) = (answered == 0 ? 0 : right / (double)answered, right / (double)labelled);
        return new CategoryScore(category, labelled, precision, recall, right == 0 ? 0 : 2 * precision * recall / (precision + recall));
    }

    private static Dictionary<Category, IReadOnlyDictionary<Category, int>> ConfusionOf(List<Scored> scored) =>
        scored.GroupBy(static s => s.Row.Label.Category).OrderBy(static g => g.Key).ToDictionary(
            static g => g.Key,
            static g => (IReadOnlyDictionary<Category, int>)g.GroupBy(AnswerOf).OrderBy(static a => a.Key).ToDictionary(static a => a.Key, static a => a.Count()));

    private static List<CalibrationBin> CalibrationOf(List<Scored> scored) =>
        [.. scored.GroupBy(static s => Math.Min((int)(s.Answer.Confidence * Bins), Bins - 1)).OrderBy(static bin => bin.Key)
            .Select(static bin => new CalibrationBin(bin.Key / (double)Bins, bin.Count(), bin.Average(static s => s.Answer.Confidence), RightShare([.. bin])))];

    private sealed record Scored(int Line, LabelledRow Row, Classification Answer, bool Right);
}
