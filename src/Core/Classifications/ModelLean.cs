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
            : $"The trained model alone would say {model}; words that say {SoftenedBy(model)} make it {verdict.Category}.";
    }

    /// <summary>What the text says where a verdict is less severe than the model's own, a clause without a full stop.</summary>
    /// <param name="model">What the model alone would say.</param>
    public static string SoftenedBy(Category model) => model == Category.Financial ? "that it only prepares" : "how to take it back";
}
