using Catalog.Classifier.Quoting;
using Catalog.Classifier.Reading;
using Catalog.Classifier.Scoring;
using Catalog.Core.Classifications;
using Catalog.Core.Tools;

namespace Catalog.Classifier.Overrides;

/// <summary>Puts what a person says in place of what the classifier says, and keeps the latter beside it.</summary>
internal static class OverriddenVerdict
{
    /// <summary>The id under which a reviewer's words and facets stand.</summary>
    public const string SignalId = "override";

    /// <summary>The verdict on a tool.</summary>
    /// <param name="own">What the classifier says by itself.</param>
    /// <param name="entry">What the person says.</param>
    /// <param name="theirs">The verdict as though the classifier had said what the person says.</param>
    public static Classification Join(Classification own, VerdictOverride entry, Classification theirs) => theirs with
    {
        Confidence = 1,
        Review = false,
        Rationale = $"Reviewed by hand: {Sentence(entry.Reason)} {theirs.Rationale}",
        RunnerUp = own.Category == entry.Category ? own.RunnerUp : own.Category == Category.Unknown ? null : own.Category,
        CounterEvidence = own.Category == entry.Category ? own.CounterEvidence : own.Evidence,

        // A table that is milder than the whole would let its values pass; the person judged the whole.
        Actions = theirs.Actions.Any(a => a.Category >= entry.Category) ? theirs.Actions : [],
        Reviewed = new HandReview { By = entry.By, On = entry.On, Reason = entry.Reason, Category = own.Category, Risk = own.Risk, Confidence = own.Confidence, Facets = own.Facets },
        Classifier = VerdictVersionNames.OfOverridden(own.Classifier, entry),
    };

    /// <summary>The facets that the person names, with the words that the classifier found for them; the classifier's where none are named.</summary>
    public static IReadOnlyList<FiredFacet> Facets(VerdictOverride entry, IReadOnlyList<FiredFacet> found) => entry.Facets is not { } named
        ? found
        : [.. named.Distinct().Order().Select(facet => found.FirstOrDefault(f => f.Facet == facet) ?? new FiredFacet(facet, SignalId, null))];

    /// <summary>The person's quote first, then what the classifier has for that category; the name where there is neither.</summary>
    public static IReadOnlyList<Evidence> EvidenceFor(ToolDefinition tool, VerdictOverride entry, List<FiredSignal> fired, ToolView view)
    {
        var quoted = entry.Quote is { } quote ? QuotedWords.FindOrNull(tool, quote.Field, quote.Text, SignalId) : null;
        var found = EvidenceChooser.Choose(fired, entry.Category, EvidenceChooser.Most, view);
        if (quoted is not null)
        {
            return [quoted, .. found.Where(e => e.Field != quoted.Field || e.Start >= quoted.Start + quoted.Length || quoted.Start >= e.Start + e.Length)];
        }

        return found.Count > 0 ? found : [QuotedWords.FindOrNull(tool, "/tool", tool.Tool, SignalId)!];
    }

    private static string Sentence(string reason)
    {
        var text = reason.Trim().ReplaceLineEndings(" ");
        return $"{char.ToUpperInvariant(text[0])}{text[1..]}{(text[^1] is '.' or '!' or '?' ? "" : ".")}";
    }
}
