using Catalog.Core.Classifications;

namespace Catalog.Classifier.Evaluations;

/// <summary>The figures of one evaluation. All shares are 0 to 1, and 0 where there is nothing to count.</summary>
public sealed record EvaluationReport
{
    /// <summary>How many rows were scored.</summary>
    public required int Rows { get; init; }

    /// <summary>The share of all rows that are right; on an uncertain row an accepted other answer is right.</summary>
    public required double Accuracy { get; init; }

    /// <summary>How many rows have a certain label.</summary>
    public required int CertainRows { get; init; }

    /// <summary>The share of the certain rows that are right.</summary>
    public required double CertainAccuracy { get; init; }

    /// <summary>How many rows were drawn evenly over servers.</summary>
    public required int NaturalRows { get; init; }

    /// <summary>The share of those that are right: what a user meets.</summary>
    public required double NaturalAccuracy { get; init; }

    /// <summary>The mean over servers of the share of their rows that are right.</summary>
    public required double ServerAccuracy { get; init; }

    /// <summary>The mean of the F1 of all labelled categories.</summary>
    public required double MacroF1 { get; init; }

    /// <summary>Each labelled category, from Read to Financial.</summary>
    public required IReadOnlyList<CategoryScore> Categories { get; init; }

    /// <summary>By label, then by answer: how many rows. An accepted other answer stands under the label.</summary>
    public required IReadOnlyDictionary<Category, IReadOnlyDictionary<Category, int>> Confusion { get; init; }

    /// <summary>The share of the rows labelled other than Read that are answered Read.</summary>
    public required double UnsafeAllowRate { get; init; }

    /// <summary>How many rows labelled Destructive or Financial are answered Read.</summary>
    public required int SevereUnsafeAllows { get; init; }

    /// <summary>How far confidence and share of right answers lie apart, weighted over ten bins of confidence.</summary>
    public required double CalibrationError { get; init; }

    /// <summary>The ten bins of confidence, those with rows in them, from the lowest.</summary>
    public required IReadOnlyList<CalibrationBin> Calibration { get; init; }

    /// <summary>How many answers a person should look at.</summary>
    public required int Reviews { get; init; }

    /// <summary>How many quotes were checked.</summary>
    public required int Quotes { get; init; }

    /// <summary>How many of them are not exactly the words of their field; anything but 0 is a bug.</summary>
    public required int BrokenQuotes { get; init; }

    /// <summary>The wrong answers, the worst first: the furthest below the label in severity, then the surest.</summary>
    public required IReadOnlyList<EvaluationError> Errors { get; init; }
}
