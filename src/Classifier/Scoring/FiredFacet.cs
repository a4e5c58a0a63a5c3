using Catalog.Classifier.Quoting;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Scoring;

/// <summary>A facet of a tool and the words that show it.</summary>
/// <param name="Facet">The facet.</param>
/// <param name="Id">The signal that found it.</param>
/// <param name="Mark">The words; null where the facet follows from the category.</param>
internal sealed record FiredFacet(Facet Facet, string Id, Mark? Mark);
