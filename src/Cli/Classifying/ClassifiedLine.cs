using Catalog.Core.Classifications;
using Catalog.Core.Tools;

namespace Catalog.Cli.Classifying;

/// <summary>A definition and what is said of it.</summary>
/// <param name="Tool">The definition.</param>
/// <param name="Verdict">Its classification.</param>
internal sealed record ClassifiedLine(ToolDefinition Tool, Classification Verdict);
