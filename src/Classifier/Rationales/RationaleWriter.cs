using System.Text;
using Catalog.Classifier.Quoting;
using Catalog.Classifier.Reading;
using Catalog.Classifier.Risks;
using Catalog.Classifier.Scoring;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Rationales;

/// <summary>Plain sentences from the evidence, the facets and the risk; none that they do not carry.</summary>
internal static class RationaleWriter
{
    private const int MostQuotes = 2;
    private const int MostReasons = 3;
    private const int LongestQuote = 120;

    // From here on a verdict is sure enough that its runner-up need not be told.
    private const double Sure = 0.95;

    /// <summary>
    /// The rationale of a verdict that is whole but for it, two or three sentences: what the words say; what it reaches and what its arguments can name; what became of the risk, and what came second
    /// where that was close.
    /// </summary>
    /// <param name="verdict">The verdict.</param>
    /// <param name="facets">Its facets with their words.</param>
    /// <param name="tool">The definition.</param>
    /// <param name="hasSchema">True where the definition has a schema of arguments, be it an empty one.</param>
    public static string Write(Classification verdict, IReadOnlyList<FiredFacet> facets, ToolView tool, bool hasSchema)
    {
        if (verdict.Category == Category.Unknown)
        {
            return "The definition says too little to tell what a call does. Treat it as if it could lose data until a person has looked.";
        }

        var shown = verdict.Evidence.Where(e => !facets.Any(f => f.Id == e.Signal)).Take(MostQuotes).ToList();
        var text = new StringBuilder(Said(shown)).Append(": ").Append(Meaning(verdict.Category)).Append('.');
        var hasReach = AddReach(text, verdict, facets, shown);
        var close = string.Join("; ", new[] { StepOf(verdict), RivalOf(verdict, shown) }.OfType<string>());
        if (!hasReach || close.Length == 0)
        {
            text.Append(' ').Append(ArgumentWords.Sentence(tool, hasSchema, verdict.Category, shown.Select(static e => e.Field).ToHashSet(StringComparer.Ordinal)));
        }

        if (close.Length > 0)
        {
            text.Append(' ').Append(Capital(close)).Append('.');
        }

        return text.ToString();
    }

    // What weighs comes first; what it touches besides fills the sentence up.
    private static bool AddReach(StringBuilder text, Classification verdict, IReadOnlyList<FiredFacet> facets, List<Evidence> shown)
    {
        var clauses = new List<string>();
        foreach (var reason in Weighty(verdict))
        {
            var isRepeated = reason.Reason == RiskAssessor.DispatcherReason && verdict.Facets.Contains(Facet.Agents);
            if (clauses.Count < MostReasons && !isRepeated)
            {
                clauses.Add(WithWords(reason.Reason, reason.Evidence, shown));
            }
        }

        foreach (var facet in facets)
        {
            if (clauses.Count < MostReasons && FacetWeights.OrNull(verdict.Category, facet.Facet) is null && FacetWeights.NotedOrNull(facet.Facet) is { } noted)
            {
                clauses.Add(WithWords(noted, facet.Mark is { Length: > 0 } mark ? EvidenceChooser.Quote(facet.Id, mark) : null, shown));
            }
        }

        if (clauses.Count > 0)
        {
            text.Append(' ').Append(Capital(string.Join("; ", clauses))).Append('.');
        }

        return clauses.Count > 0;
    }

    private static IEnumerable<RiskReason> Weighty(Classification verdict) => verdict.RiskReasons.Skip(1).Where(static r => r.Weight != RiskWeight.Noted);

    // What the rationale has quoted is not quoted again.
    private static string WithWords(string reason, Evidence? words, List<Evidence> shown)
    {
        if (words is null || shown.Exists(e => e.Field == words.Field && e.Start <= words.Start && words.Start + words.Length <= e.Start + e.Length))
        {
            return reason;
        }

        shown.Add(words);
        return $"{reason} (“{Flat(words.Quote)}”)";
    }

    // Where the risk is at an end already, that it stays there says nothing.
    private static string? StepOf(Classification verdict)
    {
        var start = RiskAssessor.StartOf(verdict.Category);
        var weights = Weighty(verdict).Select(static r => (int)r.Weight).ToList();
        return verdict.Risk > start ? $"that raises the risk from {start} to {verdict.Risk}"
            : verdict.Risk < start ? $"that lowers the risk from {start} to {verdict.Risk}"
            : weights.Count > 0 && Math.Abs(weights.Sum()) < RiskAssessor.Threshold ? $"that leaves the risk at {start}"
            : null;
    }

    private static string? RivalOf(Classification verdict, List<Evidence> shown)
    {
        var against = verdict.CounterEvidence.FirstOrDefault(e => !shown.Exists(s => s.Field == e.Field && s.Quote == e.Quote));
        var words = against is null ? "" : $"{Place(against.Field)} “{Flat(against.Quote)}”";
        if (verdict.ModelChoice is { } model)
        {
            return $"the trained model alone would say {model}{(words.Length == 0 ? "" : $", for {words}")}, but {(model < verdict.Category ? "the riskier reading stands" : $"the text says {ModelLean.SoftenedBy(model)}")}";
        }

        return verdict.Confidence < Sure && verdict.RunnerUp is { } second ? $"{second} came second{(words.Length == 0 ? ", by no words in particular" : $": {words}")}" : null;
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
