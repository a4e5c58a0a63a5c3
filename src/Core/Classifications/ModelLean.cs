namespace Catalog.Core.Classifications;

/// <summary>How a verdict came about that the trained model alone would not give, for page and terminal alike.</summary>
public static class ModelLean
{
    /// <summary>A plain sentence with its full stop; null where the model says the same, or where a person decided.</summary>
    public static string? SentenceOrNull(Classification verdict)
    {
        ArgumentNullException.ThrowIfNull(verdict);
        return verdict.ModelChoice is not { } model ? null
            : model < verdict.Category ? $"The trained model alone would say {model}; signals and bounds, which lean to the riskier side, make it {verdict.Category}."
            : $"The trained model alone would say {model}; words that say how to take it back make it {verdict.Category}.";
    }
}
