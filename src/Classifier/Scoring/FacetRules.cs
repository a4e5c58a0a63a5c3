using Catalog.Classifier.Signals;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Scoring;

/// <summary>The facets of a tool: those whose signals say yes, less those that cannot go with its category.</summary>
internal static class FacetRules
{
    /// <summary>The facets in the order of the taxonomy, each once.</summary>
    public static IReadOnlyList<FiredFacet> Of(Category category, Finding[] findings, ISignal[] signals)
    {
        var facets = new SortedDictionary<Facet, FiredFacet>();
        for (var i = 0; i < findings.Length; i++)
        {
            if (findings[i].Outcome == Outcome.True && signals[i] is { Stage: SignalStage.On, Subject.Facet: { } facet } && CanGoWith(category, facet))
            {
                facets.TryAdd(facet, new FiredFacet(facet, signals[i].Id, findings[i].Mark));
            }
        }

        if (category == Category.Financial)
        {
            // To move money is what the category says.
            facets.TryAdd(Facet.Money, new FiredFacet(Facet.Money, "", null));
        }

        return [.. facets.Values];
    }

    // Who reads about money or looks at a shell's history moves and runs nothing.
    private static bool CanGoWith(Category category, Facet facet) => category switch
    {
        Category.Unknown => false,
        Category.Read => facet is not (Facet.Shell or Facet.Money or Facet.Irreversible or Facet.Agents or Facet.Device or Facet.MessagesPeople or Facet.Access or Facet.Bulk or Facet.Code),
        Category.Write => facet is not (Facet.Shell or Facet.Agents or Facet.Code or Facet.Network or Facet.Browser or Facet.Query or Facet.Money or Facet.Irreversible),
        Category.Destructive => facet is not (Facet.Network or Facet.Browser or Facet.Query or Facet.Money or Facet.Agents or Facet.Code),
        Category.Financial => facet is not (Facet.Network or Facet.Agents or Facet.Code or Facet.Browser or Facet.Device),
        _ => true,
    };
}
