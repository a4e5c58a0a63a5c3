namespace Catalog.Core.Tools;

/// <summary>Where a definition was read.</summary>
public sealed record SourceLocation
{
    /// <summary>The path inside the snapshot, <c>/</c> between parts; null for an answer of the running server.</summary>
    public string? File { get; init; }

    /// <summary>The line of the definition, from 1; null for an answer of the running server.</summary>
    public int? Line { get; init; }

    /// <summary>The column of the definition in code points, from 1; null where it is not known.</summary>
    public int? Column { get; init; }

    /// <summary>The extractor's id and version, for example <c>typescript@1</c> or <c>introspection@1</c>.</summary>
    public required string Extractor { get; init; }
}
