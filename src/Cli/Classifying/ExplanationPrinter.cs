using Catalog.Classifier.Explanations;
using Catalog.Core.Classifications;
using Catalog.Core.Tools;

namespace Catalog.Cli.Classifying;

/// <summary>Prints an explanation for people.</summary>
internal static class ExplanationPrinter
{
    /// <summary>Prints all of it.</summary>
    public static void Print(TextWriter output, ToolRecord record, ToolExplanation explanation)
    {
        var verdict = explanation.Classification;
        output.WriteLine($"{record.Server} {verdict.Tool}");
        output.WriteLine();
        output.WriteLine($"  {verdict.Category}, risk {verdict.Risk}, confidence {verdict.Confidence:F2}{(verdict.Review ? ", to be reviewed" : "")}");
        if (verdict.Facets.Count > 0)
        {
            output.WriteLine($"  facets: {string.Join(", ", verdict.Facets.Select(FacetIds.Of))}");
        }

        output.WriteLine($"  {verdict.Rationale}");
        foreach (var contradiction in verdict.Contradictions)
        {
            output.WriteLine($"  {contradiction}");
        }

        if (record.Classification.Category != verdict.Category)
        {
            output.WriteLine($"  stored as {record.Classification.Category} by {record.Classification.Classifier}: crawl again to store what {verdict.Classifier} says");
        }

        PrintEvidence(output, "for it", verdict.Evidence);
        PrintEvidence(output, $"against it, for {verdict.RunnerUp}", verdict.CounterEvidence);
        output.WriteLine();
        output.WriteLine("  risk");
        foreach (var reason in verdict.RiskReasons)
        {
            output.WriteLine($"    {(int)reason.Weight,2:+0;-0;0}  {reason.Reason}{(reason.Step == 0 ? "" : reason.Step > 0 ? ": one level up" : ": one level down")}");
        }

        output.WriteLine();
        output.WriteLine($"  signals that said yes, of {explanation.Asked} asked");
        foreach (var answer in explanation.Answers)
        {
            var quote = answer.Evidence is { } evidence ? $"  “{evidence.Quote.ReplaceLineEndings(" ")}”" : "";
            output.WriteLine($"    {answer.Points,5:F2} {answer.SpeaksFor,-15} {answer.Signal} v{answer.Version}{quote}");
        }
    }

    private static void PrintEvidence(TextWriter output, string title, IReadOnlyList<Evidence> evidence)
    {
        if (evidence.Count == 0)
        {
            return;
        }

        output.WriteLine();
        output.WriteLine($"  {title}");
        foreach (var quoted in evidence)
        {
            output.WriteLine($"    {quoted.Field} from {quoted.Start}: “{quoted.Quote.ReplaceLineEndings(" ")}” ({quoted.Signal})");
        }
    }
}
