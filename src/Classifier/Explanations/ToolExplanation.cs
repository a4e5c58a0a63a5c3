using Catalog.Core.Classifications;

namespace Catalog.Classifier.Explanations;

/// <summary>A verdict and the answers behind it.</summary>
/// <param name="Classification">What the classifier says now, which a stored one of an older version need not be.</param>
/// <param name="Answers">The signals that said yes, those with the most points first; facets behind categories.</param>
/// <param name="Asked">How many signals were asked.</param>
public sealed record ToolExplanation(Classification Classification, IReadOnlyList<SignalAnswer> Answers, int Asked);
