using Catalog.Classifier.Quoting;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Scoring;

/// <summary>A signal that said yes and speaks for a category.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Category">What it speaks for.</param>
/// <param name="Points">What its yes is worth.</param>
/// <param name="Mark">The words it went by; null where it went by what is not there.</param>
internal sealed record FiredSignal(string Id, Category Category, double Points, Mark? Mark);
