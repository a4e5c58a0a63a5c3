using Catalog.Classifier.Signals;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Scoring;

/// <summary>The facets of a tool: those whose signals say yes, less those that cannot go with its category.</summary>
internal static class FacetRules
{
    private static readonly int Count = Enum.GetValues<Facet>().Length;

    /// <summary>The facets in the order of the taxonomy, each once.</summary>
    public static IReadOnlyList<FiredFacet> Of(Category category, Finding[] findings, ISignal[] signals)
    {
        // By the number of each, which is its place in the taxonomy.
        var found = new FiredFacet?[Count];
        var count = 0;
        for (var i = 0; i < findings.Length; i++)
        {
            if (findings[i].Outcome == Outcome.True && signals[i] is { Stage: SignalStage.On, Subject.Facet: { } facet } && found[(int)facet] is null && CanGoWith(category, facet))
            {
                found[(int)facet] = new FiredFacet(facet, signals[i].Id, findings[i].Mark);
                count++;
            }
        }

        if (category == Category.Financial && found[(int)Facet.Money] is null)
        {
            // To move money is what the category says.
            found[(int)Facet.Money] = new FiredFacet(Facet.Money, "", null);
            count++;
        }

        return count == 0 ? [] : [.. found.OfType<FiredFacet>()];
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
