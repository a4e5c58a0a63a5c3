using Catalog.Core.Classifications;

namespace Catalog.Classifier.Scoring;

/// <summary>What signals and model say together.</summary>
/// <param name="Category">The category.</param>
/// <param name="RunnerUp">The second; null where nothing speaks for another.</param>
/// <param name="Confidence">How often such a verdict is right, 0 to 1.</param>
/// <param name="Fired">What speaks for any category, with its words: the signals that said yes, and the words that the model weighs most.</param>
internal sealed record Verdict(Category Category, Category? RunnerUp, double Confidence, List<FiredSignal> Fired)
{
    /// <summary>What the model alone would say, where that is another category; null where it is the same.</summary>
    public Category? ModelChoice { get; init; }
}
