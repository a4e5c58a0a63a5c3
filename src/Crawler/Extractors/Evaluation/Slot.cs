namespace Catalog.Crawler.Extractors.Evaluation;

/// <summary>A value in a list or a record, with the condition under which it is there.</summary>
/// <param name="Value">The value.</param>
/// <param name="Condition">As the source writes it; null where it is always there.</param>
internal readonly record struct Slot(Value Value, string? Condition);
