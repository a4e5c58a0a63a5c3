namespace Catalog.Core.Pins;

/// <summary>A tool's definition as somebody trusts it, and as its server last gave it where that differs.</summary>
public sealed record ToolPin
{
    /// <summary>The gateway's id of the server.</summary>
    public required string Server { get; init; }

    /// <summary>The tool's own name.</summary>
    public required string Tool { get; init; }

    /// <summary>SHA-256 of <see cref="Definition"/>, 64 lower-case hexadecimal digits.</summary>
    public required string Hash { get; init; }

    /// <summary>The definition as JSON with sorted members and without <c>_meta</c>.</summary>
    public required string Definition { get; init; }

    /// <summary>When it was first seen, or accepted.</summary>
    public required DateTimeOffset PinnedAt { get; init; }

    /// <summary>The hash of the definition that the server gives now; null where it is the pinned one.</summary>
    public string? SeenHash { get; init; }

    /// <summary>The definition that the server gives now; null where it is the pinned one.</summary>
    public string? Seen { get; init; }

    /// <summary>When it was first seen so; null where it is the pinned one.</summary>
    public DateTimeOffset? SeenAt { get; init; }
}
