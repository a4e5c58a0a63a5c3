using Catalog.Core.Classifications;

namespace Catalog.Classifier.Explanations;

/// <summary>A verdict and the answers behind it.</summary>
/// <param name="Classification">What the classifier says now, overrides applied, which a stored one of an older version need not be.</param>
/// <param name="Shares">What the model gives to each category by itself, from Read to Financial; they add up to 1. Signals and overrides may decide otherwise.</param>
/// <param name="Contributions">What the model went by, the weightiest first; at most twelve.</param>
/// <param name="Answers">The signals that said yes, those with the most points first; facets behind categories.</param>
/// <param name="Asked">How many signals were asked.</param>
public sealed record ToolExplanation(
    Classification Classification, IReadOnlyDictionary<Category, double> Shares, IReadOnlyList<ModelContribution> Contributions, IReadOnlyList<SignalAnswer> Answers, int Asked);
