using Catalog.Classifier.Evaluations;
using Catalog.Core.Classifications;

namespace Catalog.Cli.Classifying;

/// <summary>Prints the figures of an evaluation for people.</summary>
internal static class EvaluationPrinter
{
    private static readonly Category[] Answers = [Category.Read, Category.Write, Category.Execute, Category.Destructive, Category.Financial, Category.Unknown];

    /// <summary>Prints all of it.</summary>
    public static void Print(TextWriter output, EvaluationReport report, string version, TimeSpan took)
    {
        output.WriteLine($"classifier {version}: {report.Rows} rows in {took.TotalSeconds:F2} s ({report.Rows / Math.Max(took.TotalSeconds, 0.001):F0} a second)");
        output.WriteLine();
        output.WriteLine($"  right, all rows         {report.Accuracy:F4}");
        output.WriteLine($"  right, certain rows     {report.CertainAccuracy:F4}  of {report.CertainRows}");
        output.WriteLine($"  right, natural rows     {report.NaturalAccuracy:F4}  of {report.NaturalRows}");
        output.WriteLine($"  right, mean by server   {report.ServerAccuracy:F4}");
        output.WriteLine($"  macro F1                {report.MacroF1:F4}");
        output.WriteLine($"  unsafe allow            {report.UnsafeAllowRate:F4}  Destructive or Financial called Read: {report.SevereUnsafeAllows}");
        output.WriteLine($"  calibration error       {report.CalibrationError:F4}");
        output.WriteLine($"  to review               {report.Reviews}");
        output.WriteLine($"  quotes                  {report.Quotes}, {report.BrokenQuotes} of them not the words of their field");
        output.WriteLine();
        output.WriteLine($"  {"",-12}{"rows",6}{"precision",11}{"recall",8}{"F1",8}   answered: {string.Join(' ', Answers.Select(static a => $"{a,11}"))}");
        foreach (var category in report.Categories)
        {
            var row = report.Confusion[category.Category];
            output.WriteLine($"  {category.Category,-12}{category.Rows,6}{category.Precision,11:F3}{category.Recall,8:F3}{category.F1,8:F3}             {string.Join(' ', Answers.Select(a => $"{row.GetValueOrDefault(a),11}"))}");
        }

        if (report.Errors.Count > 0)
        {
            output.WriteLine();
            output.WriteLine("  the worst errors");
            foreach (var error in report.Errors)
            {
                var quote = error.Answer.Evidence.Count > 0 ? $"  “{error.Answer.Evidence[0].Quote.ReplaceLineEndings(" ")}”" : "";
                output.WriteLine($"  line {error.Line,-5} {error.Label,-11} called {error.Answer.Category,-11} {error.Answer.Confidence:F2}{(error.Certain ? "" : " (uncertain)")}  {error.Answer.Tool}{quote}");
            }
        }
    }
}
