using Catalog.Core.Classifications;

namespace Catalog.Api.Tools;

/// <summary>What a tool was said to be for a time.</summary>
/// <param name="From">Since when.</param>
/// <param name="Until">Until when; null for what is in force.</param>
/// <param name="Category">The category of that time.</param>
/// <param name="Risk">The risk of that time.</param>
/// <param name="Classifier">The version that said so.</param>
/// <param name="Definition">SHA-256 of the definition of that time.</param>
internal sealed record HistoryRow(DateTimeOffset From, DateTimeOffset? Until, Category Category, Risk Risk, string Classifier, string Definition);
