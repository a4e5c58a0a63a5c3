using Catalog.Core.Classifications;

namespace Catalog.Storage.Catalogs;

/// <summary>What is in force for one tool before an update.</summary>
internal sealed record StoredTool
{
    public required long ToolId { get; init; }

    public required string Name { get; init; }

    public required long DefinitionId { get; init; }

    public required string Hash { get; init; }

    public required long ReadingId { get; init; }

    public required string Reading { get; init; }

    public required long? RosterId { get; init; }

    public required long ClassificationId { get; init; }

    public required string Classification { get; init; }

    public required Risk Risk { get; init; }

    /// <summary>The definition's body, where it was read along: only where the update brings another.</summary>
    public string? Body { get; init; }
}
