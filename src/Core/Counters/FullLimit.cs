namespace Catalog.Core.Counters;

/// <summary>A limit that a call would take its total over.</summary>
/// <param name="Rule">The JSON Pointer of the rule.</param>
/// <param name="Wait">How long until its window ends; null where the call alone exceeds the limit, so that waiting does not help.</param>
public sealed record FullLimit(string Rule, TimeSpan? Wait);
