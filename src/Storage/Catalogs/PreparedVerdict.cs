using Catalog.Core.Catalogs;
using Catalog.Core.Changes;
using Catalog.Core.Classifications;
using Catalog.Storage.Changes;

namespace Catalog.Storage.Catalogs;

/// <summary>The texts of a classification that takes the place of another one; made before the writer's turn.</summary>
internal sealed record PreparedVerdict
{
    /// <summary>What it was prepared from.</summary>
    public required VerdictReplacement Replacement { get; init; }

    /// <summary>What is said now.</summary>
    public required PreparedClassification Classification { get; init; }

    /// <summary>What it changes; null where only words do.</summary>
    public required ChangeRow? Change { get; init; }

    /// <summary>Whether category or risk differs.</summary>
    public required bool IsChanged { get; init; }

    /// <summary>Whether category or risk went up, or can no longer be told.</summary>
    public required bool IsRaised { get; init; }

    /// <summary>The whole text.</summary>
    public required string Body { get; init; }

    public string Category => Classification.Category;

    public string Risk => Classification.Risk;

    public IReadOnlyList<string> Facets => Classification.Facets;

    public StoredVerdict Stored => Replacement.Stored;

    public Classification Now => Replacement.Now;

    /// <summary>Those that say another thing than what is in force.</summary>
    public static IReadOnlyList<PreparedVerdict> All(IReadOnlyList<VerdictReplacement> replacements)
    {
        ArgumentNullException.ThrowIfNull(replacements);
        return [.. replacements.Select(OfOrNull).OfType<PreparedVerdict>()];
    }

    /// <summary>What storing some came to.</summary>
    /// <param name="judged">How many were judged.</param>
    /// <param name="prepared">Those that say another thing.</param>
    /// <param name="stored">Those of them that were stored.</param>
    public static VerdictCounts Count(int judged, IReadOnlyList<PreparedVerdict> prepared, IReadOnlyList<PreparedVerdict> stored) =>
        new(judged, stored.Count(static verdict => verdict.IsChanged), stored.Count(static verdict => verdict.IsRaised), prepared.Count - stored.Count);

    private static PreparedVerdict? OfOrNull(VerdictReplacement replacement)
    {
        var (before, now) = (replacement.Stored.Tool.Classification, replacement.Now with { Id = null });
        var body = ToolTexts.Write(now);
        if (string.Equals(ToolTexts.Write(before), body, StringComparison.Ordinal))
        {
            return null;
        }

        var details = ToolDifference.OfOrNull(replacement.Stored.Tool, replacement.Stored.Tool with { Classification = now });
        return new PreparedVerdict
        {
            Replacement = replacement,
            Body = body,
            Classification = PreparedClassification.Of(now, replacement.Stored.Server),
            Change = details is null ? null : new ChangeRow(replacement.Stored.Tool.Definition.Tool, ChangeKind.ToolReclassified, details.Marks.Count > 0, ChangeRows.Write(details)),
            IsChanged = before.Category != now.Category || before.Risk != now.Risk,
            IsRaised = IsAbove(before.Category, now.Category) || IsAbove(before.Risk, now.Risk),
        };
    }

    private static bool IsAbove(Category before, Category now) => before != Core.Classifications.Category.Unknown && (now > before || now == Core.Classifications.Category.Unknown);

    private static bool IsAbove(Risk before, Risk now) => before != Core.Classifications.Risk.Unknown && (now > before || now == Core.Classifications.Risk.Unknown);
}
