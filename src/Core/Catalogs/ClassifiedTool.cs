using Catalog.Core.Classifications;
using Catalog.Core.Tools;

namespace Catalog.Core.Catalogs;

/// <summary>A definition with the classification made of it.</summary>
/// <param name="Definition">As it was read.</param>
/// <param name="Classification">As the classifier in use says it.</param>
public sealed record ClassifiedTool(ToolDefinition Definition, Classification Classification)
{
    /// <summary>The definition's <see cref="DefinitionHash"/>, where whoever hands it on has it already; null has it made.</summary>
    public string? Hash { get; init; }
}
