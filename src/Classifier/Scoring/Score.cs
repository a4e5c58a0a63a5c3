using Catalog.Core.Classifications;

namespace Catalog.Classifier.Scoring;

/// <summary>What the findings add up to.</summary>
/// <param name="Category">The category with the most points, after the rules that raise it.</param>
/// <param name="RunnerUp">The second; null where nothing spoke for any other.</param>
/// <param name="Margin">The points between the two.</param>
/// <param name="Fired">The signals that said yes and count, the most points first; the index of each in the panel and its points.</param>
internal sealed record Score(Category Category, Category? RunnerUp, double Margin, List<FiredSignal> Fired)
{
    /// <summary>What no verdict may be less severe than; null where no floor said yes.</summary>
    public Category? Floor { get; init; }
}
