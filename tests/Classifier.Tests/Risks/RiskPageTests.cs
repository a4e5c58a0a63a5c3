using System.Globalization;
using System.Text;
using Catalog.Classifier.Risks;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Tests.Risks;

/// <summary><c>docs/risk.md</c> is made from the formula itself and from worked cases. <c>CATALOG_WRITE_DOCS=1</c> writes it anew.</summary>
public sealed class RiskPageTests
{
    [Fact]
    public void Page_OfRisk_SaysWhatTheFormulaDoes()
    {
        var path = Path.Combine(SharedData.Repository, "docs", "risk.md");
        var page = Compose();
        if (Environment.GetEnvironmentVariable("CATALOG_WRITE_DOCS") == "1")
        {
            File.WriteAllText(path, page);
        }

        Assert.True(page == File.ReadAllText(path), "docs/risk.md is out of date: run this test with CATALOG_WRITE_DOCS=1 and commit the page");
    }

    private static string Compose()
    {
        var text = new StringBuilder();
        void Line(string line = "") => text.Append(line).Append('\n');
        Line("# Risk");
        Line();
        Line("How bad a wrong call can be, from the category, the facets, and what the definition says of reach and of safeguards. This page is generated from the formula");
        Line("(`src/Classifier/Risks/`); the category and the facets themselves are the classifier's.");
        Line();
        Line("1. The category says where the risk starts.");
        Line($"2. Each facet and each factor that holds adds its weight: {string.Join(", ", Enum.GetValues<RiskWeight>().OrderByDescending(static w => w).Select(static w => $"*{Words(w)}* {((int)w).ToString("+0;-0;0", CultureInfo.InvariantCulture)}"))}.");
        Line($"3. A sum of {RiskAssessor.Threshold} or more lifts the risk by one level, a sum of -{RiskAssessor.Threshold} or less lowers it by one; never by two, never below Low, never above Critical.");
        Line();
        Line("A tool whose definition says too little is `Unknown`; policies treat it as the worst. A tool whose argument selects the action is rated as a whole by the most severe action, and each value by itself.");
        Line();
        Line("## Where it starts");
        Line();
        Line("| category | risk | because |");
        Line("| --- | --- | --- |");
        foreach (var category in Enum.GetValues<Category>().Where(static c => c != Category.Unknown))
        {
            Line($"| {category} | {RiskAssessor.StartOf(category)} | {RiskAssessor.ReasonOf(category)} |");
        }

        Line();
        Line("## Facets");
        Line();
        Line("| facet | category | counts | because |");
        Line("| --- | --- | --- | --- |");
        foreach (var facet in Enum.GetValues<Facet>())
        {
            foreach (var category in Enum.GetValues<Category>().Where(static c => c != Category.Unknown))
            {
                if (FacetWeights.OrNull(category, facet) is var (weight, reason))
                {
                    Line($"| `{FacetIds.Of(facet)}` | {category} | {Words(weight)} | {reason} |");
                }
            }
        }

        Line();
        Line($"A tool that can call other tools: {Words(RiskWeight.RaisesMuch)}, for {RiskAssessor.DispatcherReason}.");
        Line($"A definition that holds poisoned text of high severity: {Words(RiskWeight.RaisesMuch)}, for {RiskAssessor.SuspectReason}.");
        Line();
        Line("## Factors");
        Line();
        Line("| factor | asks | counts |");
        Line("| --- | --- | --- |");
        foreach (var factor in RiskAssessor.Factors)
        {
            Line($"| `{factor.Id}` | {factor.Question} | {factor.Counts} |");
        }

        Line();
        Line("## Worked examples");
        foreach (var example in RiskCases.All.Where(static c => c.Example))
        {
            var (risk, reasons) = RiskCases.Assess(example);
            Line();
            Line($"**{char.ToUpperInvariant(example.Note[0])}{example.Note[1..]}**: `{example.Tool.Tool}`, “{example.Tool.Description}”");
            Line();
            Line($"- {example.Category} starts at {RiskAssessor.StartOf(example.Category)}: {reasons[0].Reason}");
            foreach (var reason in reasons.Skip(1))
            {
                Line($"- {Words(reason.Weight)} ({((int)reason.Weight).ToString("+0;-0;0", CultureInfo.InvariantCulture)}): {reason.Reason}");
            }

            Line($"- sum {reasons.Sum(static r => (int)r.Weight).ToString("+0;-0;0", CultureInfo.InvariantCulture)}: **{risk}**");
        }

        Line();
        Line("## Grade of a server");
        Line();
        Line($"Points of a tool: {string.Join(", ", Enum.GetValues<Risk>().OrderBy(ServerGrades.PointsOf).Select(static r => $"{r} {ServerGrades.PointsOf(r)}"))}. The score is the mean of the points of all tools that are offered and of the worst of them,");
        Line("halfway between the two: one dangerous tool shows however many harmless ones stand beside it, and a server does not fare worse because it has more of the same tools.");
        Line();
        Line("| grade | score below |");
        Line("| --- | --- |");
        foreach (var (grade, below) in ServerGrades.Bounds)
        {
            Line($"| {grade} | {(double.IsPositiveInfinity(below) ? "any" : below.ToString(CultureInfo.InvariantCulture))} |");
        }

        return text.ToString();
    }

    private static string Words(RiskWeight weight) => weight switch
    {
        RiskWeight.RaisesMuch => "raises it much",
        RiskWeight.Raises => "raises it",
        RiskWeight.Noted => "noted",
        RiskWeight.Lowers => "lowers it",
        _ => "lowers it much",
    };
}
