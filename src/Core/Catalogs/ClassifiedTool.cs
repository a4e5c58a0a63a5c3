using Catalog.Core.Caching;
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

    /// <summary>
    /// What tells both from all others, where whoever hands them on knows it: two of one key have equal definitions but for their <see cref="ToolDefinition.Id"/>, <see cref="ToolDefinition.Server"/>,
    /// <see cref="ToolDefinition.Repo"/>, <see cref="ToolDefinition.Source"/> and <see cref="ToolDefinition.Differences"/>, and equal classifications of one classifier but for <see cref="Classification.Id"/> and
    /// <see cref="Classification.Server"/>. So what is made of one, a text of it for example, is good for the other. Null where nobody says so.
    /// </summary>
    public ContentKey? Key { get; init; }
}
