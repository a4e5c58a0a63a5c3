using Catalog.Core.Classifications;
using Catalog.Core.Tools;

namespace Catalog.Cli.Classifying;

/// <summary>What became of one line.</summary>
/// <param name="Tool">The definition; null for a line that was empty or could not be read.</param>
/// <param name="Verdict">Its classification; null with <paramref name="Tool"/>.</param>
/// <param name="Problem">Why the line could not be read, without a full stop; null else.</param>
internal sealed record ClassifiedLine(ToolDefinition? Tool, Classification? Verdict, string? Problem);
