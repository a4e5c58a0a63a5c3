using Catalog.Classifier.Overrides;
using Catalog.Core.Classifications;

namespace Catalog.Cli.Reviewing;

/// <summary>What waits for a person as a file of overrides that lacks what only a person can say: it is refused until reason and name are filled in.</summary>
internal static class OverrideSkeleton
{
    /// <summary>The file: disputed tools with what the reader proposes, then doubtful ones with what the classifier says.</summary>
    /// <param name="report">What waits.</param>
    /// <param name="day">The day of the review.</param>
    public static string Write(ReviewReport report, DateOnly day)
    {
        var disputed = report.Disputes.Select(d => Entry(d.Server.Value, d.Tool, null, d.Proposed, day));
        var doubtful = report.Doubtful.Select(i => Entry(i.Server, i.Verdict.Tool, i.Definition, i.Verdict.SecondOpinion?.Category ?? i.Verdict.Category, day));
        return OverrideFile.Write(disputed.Concat(doubtful).DistinctBy(static e => (e.Server, e.Tool)));
    }

    // What cannot be known is not written as if it were: the worst is, for somebody to say otherwise.
    private static VerdictOverride Entry(string server, string tool, string? definition, Category category, DateOnly day) => new()
    {
        Server = server,
        Tool = tool,
        Definition = definition,
        Category = category == Category.Unknown ? Category.Destructive : category,
        Reason = "",
        By = "",
        On = day,
    };
}
