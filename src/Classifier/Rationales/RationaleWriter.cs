using System.Text;
using Catalog.Classifier.Quoting;
using Catalog.Classifier.Risks;
using Catalog.Classifier.Scoring;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Rationales;

/// <summary>Plain sentences from the evidence, the facets and the risk; none that they do not carry.</summary>
internal static class RationaleWriter
{
    private const int MostQuotes = 2;
    private const int LongestQuote = 120;

    // From here on a verdict is sure enough that its runner-up need not be told.
    private const double Sure = 0.9;

    /// <summary>The rationale of a verdict that is whole but for it: what the words say, what else it touches, what moved the risk, and what spoke against it where that was close.</summary>
    public static string Write(Classification verdict, IReadOnlyList<FiredFacet> facets)
    {
        if (verdict.Category == Category.Unknown)
        {
            return "The definition says too little to tell what a call does. Treat it as if it could lose data until a person has looked.";
        }

        var text = new StringBuilder();
        var shown = verdict.Evidence.Where(e => !facets.Any(f => f.Id == e.Signal)).Take(MostQuotes).ToList();
        text.Append(Said(shown)).Append(": ").Append(Meaning(verdict.Category)).Append('.');
        foreach (var facet in facets)
        {
            if (FacetWeights.OrNull(verdict.Category, facet.Facet) is var (_, reason))
            {
                text.Append(' ').Append(Capital(reason));
                if (facet.Mark is { } mark && !IsShown(mark, shown))
                {
                    text.Append(" (“").Append(Flat(mark.Field.Text.AsSpan(mark.Start, mark.Length))).Append("”)");
                }

                text.Append('.');
            }
        }

        foreach (var factor in verdict.RiskReasons.Skip(1).Where(r => r.Weight != RiskWeight.Noted && RiskAssessor.Factors.Any(f => f.Id == r.Evidence?.Signal)))
        {
            text.Append(' ').Append(Capital(factor.Reason)).Append('.');
        }

        if (verdict.Dispatcher)
        {
            text.Append(" It can call other tools, so its own words do not tell all that a call can do.");
        }

        AddStep(text, verdict);
        if (verdict.Confidence < Sure && verdict is { RunnerUp: { } second, CounterEvidence: [var against, ..] })
        {
            text.Append(' ').Append(second).Append(" came second: ").Append(Place(against.Field)).Append(" “").Append(Flat(against.Quote)).Append("”.");
        }

        return text.ToString();
    }

    private static void AddStep(StringBuilder text, Classification verdict)
    {
        var start = RiskAssessor.StartOf(verdict.Category);
        if (verdict.Risk != start)
        {
            text.Append(verdict.Risk > start ? " That raises the risk from " : " That lowers the risk from ").Append(start).Append(" to ").Append(verdict.Risk).Append('.');
        }
    }

    // The sentence before has quoted it.
    private static bool IsShown(Mark mark, List<Evidence> shown)
    {
        var start = CodePoints.Count(mark.Field.Text.AsSpan(0, mark.Start));
        var end = start + CodePoints.Count(mark.Field.Text.AsSpan(mark.Start, mark.Length));
        return shown.Exists(e => e.Field == mark.Field.Pointer && e.Start <= start && end <= e.Start + e.Length);
    }

    private static string Said(List<Evidence> shown) => Capital(string.Join(", and ", shown.GroupBy(static e => Place(e.Field), StringComparer.Ordinal)
        .Select(static g => $"{g.Key} {string.Join(" and ", g.Select(static e => $"“{Flat(e.Quote)}”"))}")));

    private static string Meaning(Category category) => category switch
    {
        Category.Read => "a call reads or computes, and changes nothing outside the session",
        Category.Write => "a call creates or changes something that a later action can correct",
        Category.Execute => "a call runs or operates something, so its effects depend on what it is told",
        Category.Destructive => "a call can lose data, a resource or access",
        _ => "a call moves money or value, or binds somebody to pay",
    };

    private static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];

    private static string Flat(ReadOnlySpan<char> quote)
    {
        var text = quote.ToString().ReplaceLineEndings(" ");
        var cut = LongestQuote - (text.Length > LongestQuote && char.IsHighSurrogate(text[LongestQuote - 1]) ? 1 : 0);
        return text.Length > LongestQuote ? text[..cut] + "…" : text;
    }

    private static string Place(string field) => field switch
    {
        "/description" => "its description says",
        "/tool" => "its name has the word",
        "/title" => "its title says",
        _ when field.StartsWith("/siblings", StringComparison.Ordinal) => "another tool of the server is called",
        _ when field.IsArgumentName() => "it takes the argument",
        _ when field.Contains("/enum/", StringComparison.Ordinal) || field.EndsWith("/const", StringComparison.Ordinal) => "an argument can be",
        _ when field.EndsWith("/description", StringComparison.Ordinal) => "an argument is described as",
        _ => "it takes the argument",
    };
}
