using Catalog.Core.Classifications;
using Catalog.Core.Tools;

namespace Catalog.Core.Catalogs;

/// <summary>What a tool was, and was said to be, for a time.</summary>
/// <param name="Definition">The definition of that time.</param>
/// <param name="Classification">The classification of that time.</param>
/// <param name="From">When both were in force first.</param>
/// <param name="Until">When either was replaced or the tool went; null for what is in force.</param>
public sealed record ToolHistoryEntry(ToolDefinition Definition, Classification Classification, DateTimeOffset From, DateTimeOffset? Until);
