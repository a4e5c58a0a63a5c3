using Catalog.Core.Classifications;
using Catalog.Core.Tools;

namespace Catalog.Classifier.Overrides;

/// <summary>Holds overrides against the definitions that they are for, and against what the classifier says of those by itself.</summary>
public static class OverrideCheck
{
    // Under this the classifier asks for a review, so that a person who agrees with it settles something.
    private const double Unsure = 0.8;

    // From here on the classifier is right more often than a hasty reviewer.
    private const double Sure = 0.95;

    /// <summary>The conflicts among these tools, in their order, and at the front overrides that replace others.</summary>
    /// <param name="overrides">The overrides in force.</param>
    /// <param name="tools">Definitions and what the classifier says of them, overrides applied.</param>
    public static IReadOnlyList<OverrideConflict> Conflicts(OverrideSet overrides, IEnumerable<(ToolDefinition Tool, Classification Verdict)> tools)
    {
        ArgumentNullException.ThrowIfNull(overrides);
        ArgumentNullException.ThrowIfNull(tools);
        return [.. overrides.Replaced, .. tools.Select(t => ConflictOrNull(overrides, t.Tool, t.Verdict)).OfType<OverrideConflict>()];
    }

    private static OverrideConflict? ConflictOrNull(OverrideSet overrides, ToolDefinition tool, Classification verdict)
    {
        if (overrides.FindOrNull(tool, out var isStale) is not { } entry)
        {
            return isStale
                ? new OverrideConflict(OverrideConflictKind.Stale, overrides.Entries.Last(e => e.Server == tool.Server && e.Tool == tool.Tool), "the definition has changed since, so the override is not applied")
                : null;
        }

        if (verdict.Reviewed is not { } own)
        {
            return null;
        }

        var says = FormattableString.Invariant($"the classifier itself says {own.Category}, confidence {own.Confidence:F2}");
        return own.Category == entry.Category
            ? own.Confidence >= Unsure && (entry.Facets is null || entry.Facets.Order().SequenceEqual(own.Facets.Order())) ? new OverrideConflict(OverrideConflictKind.Needless, entry, "the classifier says the same by itself") : null
            : own.Confidence < Sure ? null
            : new OverrideConflict(entry.Category < own.Category ? OverrideConflictKind.Lowers : OverrideConflictKind.Raises, entry, says);
    }
}
