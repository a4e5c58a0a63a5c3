using System.Globalization;
using System.Text;
using Catalog.Classifier.Evaluations;
using Catalog.Core.Classifications;

namespace Catalog.Cli.Classifying;

/// <summary>The figures of an evaluation as a page in Markdown.</summary>
internal static class AccuracyPage
{
    private static readonly Category[] Answers = [Category.Read, Category.Write, Category.Execute, Category.Destructive, Category.Financial, Category.Unknown];

    /// <summary>The page.</summary>
    public static string Write(EvaluationReport report, string version, string method)
    {
        var page = new StringBuilder();
        Line(page, $"# How often the classifier is right");
        Line(page, $"");
        Line(page, $"Written by `catalog eval --markdown`. Classifier `{version}`, {report.Rows} labelled tools, {method}. On a tool whose label is uncertain an accepted other answer is right too.");
        Line(page, $"");
        Line(page, $"| figure | value |");
        Line(page, $"| --- | --- |");
        Line(page, $"| right, rows drawn evenly over servers ({report.NaturalRows}) | {report.NaturalAccuracy:F4} |");
        Line(page, $"| right, all rows | {report.Accuracy:F4} |");
        Line(page, $"| right, certain rows ({report.CertainRows}) | {report.CertainAccuracy:F4} |");
        Line(page, $"| right, mean by server | {report.ServerAccuracy:F4} |");
        Line(page, $"| macro F1 | {report.MacroF1:F4} |");
        Line(page, $"| Write, Execute, Destructive or Financial called Read | {report.UnsafeAllowRate:F4} |");
        Line(page, $"| Destructive or Financial called Read | {report.SevereUnsafeAllows} |");
        Line(page, $"| expected calibration error | {report.CalibrationError:F4} |");
        Line(page, $"| answers that a person should look at | {report.Reviews} |");
        Line(page, $"| quotes that are not the words of their field, of {report.Quotes} | {report.BrokenQuotes} |");
        Line(page, $"");
        Line(page, $"## By category");
        Line(page, $"");
        Line(page, $"Rows are labels, the columns on the right are answers.");
        Line(page, $"");
        Line(page, $"| label | rows | precision | recall | F1 | {string.Join(" | ", Answers)} |");
        Line(page, $"| --- | --- | --- | --- | --- |{string.Concat(Answers.Select(static _ => " --- |"))}");
        foreach (var category in report.Categories)
        {
            var row = report.Confusion[category.Category];
            Line(page, $"| {category.Category} | {category.Rows} | {category.Precision:F3} | {category.Recall:F3} | {category.F1:F3} | {string.Join(" | ", Answers.Select(a => row.GetValueOrDefault(a)))} |");
        }

        Line(page, $"");
        Line(page, $"## Confidence");
        Line(page, $"");
        Line(page, $"| from | rows | mean confidence | right |");
        Line(page, $"| --- | --- | --- | --- |");
        foreach (var bin in report.Calibration)
        {
            Line(page, $"| {bin.From:F1} | {bin.Rows} | {bin.Confidence:F3} | {bin.Right:F3} |");
        }

        return page.ToString();
    }

    private static void Line(StringBuilder page, FormattableString line) => page.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
