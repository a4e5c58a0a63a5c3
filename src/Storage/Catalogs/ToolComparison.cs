namespace Catalog.Storage.Catalogs;

/// <summary>What of a tool that is in force differs from how it was read now.</summary>
/// <param name="DefinitionDiffers">What the definition hash covers.</param>
/// <param name="ReadingDiffers">Where or how it was read; always true for another definition.</param>
/// <param name="VerdictDiffers">What is said of it; always true for another definition.</param>
internal readonly record struct ToolComparison(bool DefinitionDiffers, bool ReadingDiffers, bool VerdictDiffers)
{
    /// <summary>How it counts.</summary>
    public ToolChange Change => DefinitionDiffers ? ToolChange.Definition : VerdictDiffers ? ToolChange.Classification : ToolChange.None;

    /// <summary>Compares.</summary>
    public static ToolComparison Of(StoredTool before, PreparedTool now, long? rosterId)
    {
        var definitionDiffers = !string.Equals(before.Hash, now.Hash, StringComparison.Ordinal);
        return new ToolComparison(
            definitionDiffers,
            definitionDiffers || before.RosterId != rosterId || !string.Equals(before.Reading, now.Reading, StringComparison.Ordinal),
            definitionDiffers || !ToolTexts.SaysTheSame(before.Classification, now.Verdict));
    }
}
