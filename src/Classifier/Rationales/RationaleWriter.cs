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

    [ThreadStatic]
    private static StringBuilder? ofThread;

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

        var shown = ShownOf(verdict.Evidence, facets);
        var text = ofThread ??= new StringBuilder();
        text.Clear();
        AddSaid(text, shown);
        text.Append(": ").Append(RationaleWords.Meaning(verdict.Category)).Append('.');
        var hasReach = AddReach(text, verdict, facets, shown);
        var (step, rival) = (StepOf(verdict), RivalOf(verdict, shown));
        var close = step is null ? rival : rival is null ? step : $"{step}; {rival}";
        if (!hasReach || close is null)
        {
            text.Append(' ').Append(ArgumentWords.Sentence(tool, hasSchema, verdict.Category, shown));
        }

        if (close is not null)
        {
            AddCapital(text.Append(' '), close).Append('.');
        }

        return text.ToString();
    }

    private static List<Evidence> ShownOf(IReadOnlyList<Evidence> evidence, IReadOnlyList<FiredFacet> facets)
    {
        var shown = new List<Evidence>(MostQuotes + MostReasons);
        for (var i = 0; i < evidence.Count && shown.Count < MostQuotes; i++)
        {
            var ofFacet = false;
            for (var f = 0; f < facets.Count; f++)
            {
                ofFacet |= facets[f].Id == evidence[i].Signal;
            }

            if (!ofFacet)
            {
                shown.Add(evidence[i]);
            }
        }

        return shown;
    }

    // What weighs comes first; what it touches besides fills the sentence up.
    private static bool AddReach(StringBuilder text, Classification verdict, IReadOnlyList<FiredFacet> facets, List<Evidence> shown)
    {
        var clauses = 0;
        for (var i = 1; i < verdict.RiskReasons.Count && clauses < MostReasons; i++)
        {
            var reason = verdict.RiskReasons[i];
            var isRepeated = reason.Reason == RiskAssessor.DispatcherReason && verdict.Facets.Contains(Facet.Agents);
            if (reason.Weight != RiskWeight.Noted && !isRepeated)
            {
                AddClause(text, clauses++, reason.Reason, reason.Evidence, shown);
            }
        }

        for (var i = 0; i < facets.Count && clauses < MostReasons; i++)
        {
            if (FacetWeights.OrNull(verdict.Category, facets[i].Facet) is null && FacetWeights.NotedOrNull(facets[i].Facet) is { } noted)
            {
                AddClause(text, clauses++, noted, facets[i].Mark is { Length: > 0 } mark ? EvidenceChooser.Quote(facets[i].Id, mark) : null, shown);
            }
        }

        if (clauses > 0)
        {
            text.Append('.');
        }

        return clauses > 0;
    }

    // What the rationale has quoted is not quoted again.
    private static void AddClause(StringBuilder text, int before, string reason, Evidence? words, List<Evidence> shown)
    {
        _ = before == 0 ? AddCapital(text.Append(' '), reason) : text.Append("; ").Append(reason);
        if (words is not null && !shown.Exists(e => e.Field == words.Field && e.Start <= words.Start && words.Start + words.Length <= e.Start + e.Length))
        {
            shown.Add(words);
            text.Append(" (“").Append(RationaleWords.Flat(words.Quote)).Append("”)");
        }
    }

    // Where the risk is at an end already, that it stays there says nothing.
    private static string? StepOf(Classification verdict)
    {
        var start = RiskAssessor.StartOf(verdict.Category);
        var (weighty, sum) = (0, 0);
        for (var i = 1; i < verdict.RiskReasons.Count; i++)
        {
            weighty += verdict.RiskReasons[i].Weight == RiskWeight.Noted ? 0 : 1;
            sum += (int)verdict.RiskReasons[i].Weight;
        }

        return verdict.Risk > start ? $"that raises the risk from {start} to {verdict.Risk}"
            : verdict.Risk < start ? $"that lowers the risk from {start} to {verdict.Risk}"
            : weighty > 0 && Math.Abs(sum) < RiskAssessor.Threshold ? $"that leaves the risk at {start}"
            : null;
    }

    private static string? RivalOf(Classification verdict, List<Evidence> shown)
    {
        if (verdict is { ModelChoice: null, Confidence: >= Sure } or { ModelChoice: null, RunnerUp: null })
        {
            return null;
        }

        var against = verdict.CounterEvidence.FirstOrDefault(e => !shown.Exists(s => s.Field == e.Field && s.Quote == e.Quote));
        var words = against is null ? "" : $"{RationaleWords.Place(against.Field)} “{RationaleWords.Flat(against.Quote)}”";
        if (verdict.ModelChoice is { } model)
        {
            return $"the trained model alone would say {model}{(words.Length == 0 ? "" : $", for {words}")}, but {(model < verdict.Category ? "the riskier reading stands" : $"the text says {ModelLean.SoftenedBy(model)}")}";
        }

        return $"{verdict.RunnerUp} came second{(words.Length == 0 ? ", by no words in particular" : $": {words}")}";
    }

    // What one string says stands together, where it was first said.
    private static void AddSaid(StringBuilder text, List<Evidence> shown)
    {
        for (var i = 0; i < shown.Count; i++)
        {
            var place = RationaleWords.Place(shown[i].Field);
            if (shown.FindIndex(e => RationaleWords.Place(e.Field) == place) < i)
            {
                continue;
            }

            _ = i == 0 ? AddCapital(text, place) : text.Append(", and ").Append(place);
            text.Append(" “").Append(RationaleWords.Flat(shown[i].Quote)).Append('”');
            for (var other = i + 1; other < shown.Count; other++)
            {
                if (RationaleWords.Place(shown[other].Field) == place)
                {
                    text.Append(" and “").Append(RationaleWords.Flat(shown[other].Quote)).Append('”');
                }
            }
        }
    }

    private static StringBuilder AddCapital(StringBuilder text, string sentence) =>
        sentence.Length == 0 ? text : text.Append(char.ToUpperInvariant(sentence[0])).Append(sentence.AsSpan(1));
}
