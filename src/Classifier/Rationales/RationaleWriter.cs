using System.Text;
using Catalog.Classifier.Risks;
using Catalog.Classifier.Scoring;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Rationales;

/// <summary>Plain sentences from the evidence, the facets and the risk; none that they do not carry.</summary>
internal static class RationaleWriter
{
    private const int MostQuotes = 2;
    private const int LongestQuote = 120;

    /// <summary>The rationale, one to four sentences.</summary>
    public static string Write(Category category, IReadOnlyList<Evidence> evidence, IReadOnlyList<FiredFacet> facets, IReadOnlyList<RiskReason> reasons, bool dispatcher)
    {
        if (category == Category.Unknown)
        {
            return "The definition says too little to tell what a call does. Treat it as if it could lose data until a person has looked.";
        }

        var text = new StringBuilder();
        text.Append(Said(evidence, facets)).Append(": ").Append(Meaning(category)).Append('.');
        foreach (var facet in facets)
        {
            if (FacetWeights.OrNull(category, facet.Facet) is var (_, reason))
            {
                text.Append(' ').Append(Capital(reason));
                if (facet.Mark is { } mark)
                {
                    text.Append(" (“").Append(Flat(mark.Field.Text.AsSpan(mark.Start, mark.Length))).Append("”)");
                }

                text.Append('.');
            }
        }

        foreach (var factor in reasons.Skip(1).Where(r => r.Weight != RiskWeight.Noted && RiskAssessor.Factors.Any(f => f.Id == r.Evidence?.Signal)))
        {
            text.Append(' ').Append(Capital(factor.Reason)).Append(factor.Step < 0 ? ", which lowers the risk." : ".");
        }

        if (dispatcher)
        {
            text.Append(" It can call other tools, so its own words do not tell all that a call can do.");
        }

        return text.ToString();
    }

    private static string Said(IReadOnlyList<Evidence> evidence, IReadOnlyList<FiredFacet> facets)
    {
        var own = evidence.Where(e => !facets.Any(f => f.Id == e.Signal)).Take(MostQuotes).GroupBy(static e => Place(e.Field), StringComparer.Ordinal)
            .Select(static g => $"{g.Key} {string.Join(" and ", g.Select(static e => $"“{Flat(e.Quote)}”"))}")
            .ToList();
        return Capital(string.Join(", and ", own));
    }

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
        _ when field.Contains("/enum/", StringComparison.Ordinal) || field.EndsWith("/const", StringComparison.Ordinal) => "an argument can be",
        _ when field.EndsWith("/description", StringComparison.Ordinal) => "an argument is described as",
        _ => "it takes the argument",
    };
}
