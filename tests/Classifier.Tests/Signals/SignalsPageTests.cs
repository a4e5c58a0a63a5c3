using System.Text;
using Catalog.Classifier.Scoring;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Tests.Signals;

/// <summary><c>docs/reference/signals.md</c> is made from the signals themselves. <c>CATALOG_WRITE_DOCS=1</c> writes it anew.</summary>
public sealed class SignalsPageTests
{
    [Fact]
    public void Page_OfSignals_SaysWhatTheSignalsSay()
    {
        var path = Path.Combine(SharedData.Repository, "docs", "reference", "signals.md");
        var page = Compose();
        if (Environment.GetEnvironmentVariable("CATALOG_WRITE_DOCS") == "1")
        {
            File.WriteAllText(path, page);
        }

        Assert.True(page == File.ReadAllText(path), "docs/reference/signals.md is out of date: run this test with CATALOG_WRITE_DOCS=1 and commit the page");
    }

    private static string Compose()
    {
        var text = new StringBuilder("""
            # Signals

            Each signal asks one question about one tool definition. A yes is a feature of the trained model, and adds its points to the category that it speaks for
            (`src/Classifier/Scoring/Scorer.cs`, `data/taxonomy/scoring.json`); what the points say can veto the model towards the riskier side
            (`src/Classifier/Scoring/VerdictRules.cs`). Facets have no points: a yes shows the facet, if it can go with the category.
            This page is generated from the signals.


            """);
        foreach (var group in AllSignals.Instances.GroupBy(static s => s.Subject.Category?.ToString() ?? "Facets", StringComparer.Ordinal).OrderBy(static g => Order(g.Key)))
        {
            text.Append("## ").Append(group.Key).Append("\n\n| signal | asks | because | points |\n| --- | --- | --- | ---: |\n");
            foreach (var signal in group.OrderByDescending(static s => ScoringTable.Embedded.Points.GetValueOrDefault(s.Id)).ThenBy(static s => s.Id, StringComparer.Ordinal))
            {
                var worth = signal.Subject.Facet is { } facet ? FacetIds.Of(facet) : ScoringTable.Embedded.Points[signal.Id].ToString("F2");
                text.Append($"| `{signal.Id}` v{signal.Version} | {signal.Question} | {signal.Motivation} | {worth} |\n");
            }

            text.Append('\n');
        }

        return text.ToString().ReplaceLineEndings("\n").TrimEnd('\n') + "\n";
    }

    private static int Order(string group) => Enum.TryParse<Category>(group, out var category) ? (int)category : int.MaxValue;
}
