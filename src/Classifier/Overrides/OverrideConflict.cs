namespace Catalog.Classifier.Overrides;

/// <summary>An override that somebody should look at again.</summary>
/// <param name="Kind">What is wrong.</param>
/// <param name="Entry">The override.</param>
/// <param name="Told">What is wrong in words, a clause without a full stop.</param>
public sealed record OverrideConflict(OverrideConflictKind Kind, VerdictOverride Entry, string Told);
