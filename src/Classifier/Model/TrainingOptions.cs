namespace Catalog.Classifier.Model;

/// <summary>How to learn. The defaults were found by cross-validation.</summary>
internal sealed record TrainingOptions
{
    /// <summary>How often all rows are gone through.</summary>
    public int Passes { get; init; } = 10;

    /// <summary>The first step of each weight.</summary>
    public float Rate { get; init; } = 0.02f;

    /// <summary>How strongly weights are drawn to 0 at each step.</summary>
    public float Decay { get; init; } = 4e-3f;

    /// <summary>A feature counts only where at least so many servers have it.</summary>
    public int LeastGroups { get; init; } = 2;

    /// <summary>How many orders of the rows are learned from; the weights are their mean.</summary>
    public int Rounds { get; init; } = 2;
}
