using System.Globalization;
using Catalog.Cli.Classifying;
using Catalog.Cli.Hosting;

namespace Catalog.Cli.Reviewing;

/// <summary>Prints what waits for a person, for people.</summary>
internal static class ReviewPrinter
{
    /// <summary>Prints all of it; strangers' text stays in its line.</summary>
    public static void Print(TextWriter output, ReviewReport report)
    {
        output.WriteLine(report.Disputes.Count == 0 ? "no disputes" : $"{report.Disputes.Count} {(report.Disputes.Count == 1 ? "dispute" : "disputes")}, newest first");
        foreach (var dispute in report.Disputes)
        {
            output.WriteLine(TerminalText.OneLine($"  {dispute.ReceivedAt.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)}  {dispute.Server.Value} {dispute.Tool}: {dispute.Shown} -> {dispute.Proposed}"));
            output.WriteLine($"    {TerminalText.OneLine(dispute.Reason)}{(dispute.Contact is null ? "" : $" ({TerminalText.OneLine(dispute.Contact)})")}");
        }

        if (report.Conflicts.Count > 0)
        {
            output.WriteLine($"{report.Conflicts.Count} {(report.Conflicts.Count == 1 ? "override" : "overrides")} to look at again");
            foreach (var conflict in report.Conflicts)
            {
                output.WriteLine($"  {OverrideFindings.LineOf(conflict)}");
            }
        }

        output.WriteLine(report.DoubtfulTotal == 0 ? "no tool to review" : $"{report.DoubtfulTotal} {(report.DoubtfulTotal == 1 ? "tool" : "tools")} to review{(report.Doubtful.Count < report.DoubtfulTotal ? $", {report.Doubtful.Count} of them here" : "")}");
        foreach (var item in report.Doubtful)
        {
            var verdict = item.Verdict;
            output.WriteLine(TerminalText.OneLine(
                $"  {verdict.Confidence.ToString("0.00", CultureInfo.InvariantCulture)}  {verdict.Category}{(verdict.RunnerUp is null ? "" : $" or {verdict.RunnerUp}")}, {verdict.Risk}  {item.Server} {verdict.Tool}  [{string.Join(", ", item.Reasons.Select(r => Word(r, item)))}]"));
        }
    }

    private static string Word(ReviewReason reason, ReviewItem item) => reason switch
    {
        ReviewReason.Unsure => "unsure",
        ReviewReason.Unknown => "says too little",
        ReviewReason.SecondOpinion => $"a language model says {item.Verdict.SecondOpinion?.Category}",
        ReviewReason.StaleOverride => "changed since it was reviewed",
        _ => "odd text",
    };
}
