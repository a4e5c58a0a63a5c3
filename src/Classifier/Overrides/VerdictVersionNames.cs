using Catalog.Core.Classifications;

namespace Catalog.Classifier.Overrides;

/// <summary>The versions that single verdicts carry.</summary>
public static class VerdictVersionNames
{
    private const string Overrides = "+overrides.";

    /// <summary>Every <see cref="Classification.Classifier"/> that a classifier with these overrides can give: its own name, and one for each override. A stored verdict with another one is to be made again.</summary>
    public static IReadOnlySet<string> VerdictVersions(this IToolClassifier classifier, OverrideSet overrides)
    {
        ArgumentNullException.ThrowIfNull(classifier);
        ArgumentNullException.ThrowIfNull(overrides);
        var end = classifier.Version.IndexOf(Overrides, StringComparison.Ordinal);
        var own = end < 0 ? classifier.Version : classifier.Version[..end];
        return overrides.Entries.Select(entry => OfOverridden(own, entry)).Append(own).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>What the verdict of a person carries.</summary>
    /// <param name="own">The version of the classifier beneath it.</param>
    /// <param name="entry">What the person says.</param>
    internal static string OfOverridden(string own, VerdictOverride entry) => $"{own}+override.{OverrideSet.HashOf(entry)}";
}
