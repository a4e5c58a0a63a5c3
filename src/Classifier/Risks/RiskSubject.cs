using Catalog.Classifier.Reading;
using Catalog.Classifier.Scoring;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Risks;

/// <summary>What a risk is judged of: a definition whose category and facets are known.</summary>
/// <param name="Category">What a call can do; not <see cref="Category.Unknown"/>.</param>
/// <param name="Facets">What it touches.</param>
/// <param name="Tool">The definition.</param>
internal sealed record RiskSubject(Category Category, IReadOnlyList<FiredFacet> Facets, ToolView Tool)
{
    /// <summary>True if a call touches it.</summary>
    public bool Has(Facet facet)
    {
        for (var i = 0; i < Facets.Count; i++)
        {
            if (Facets[i].Facet == facet)
            {
                return true;
            }
        }

        return false;
    }
}
