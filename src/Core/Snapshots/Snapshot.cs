namespace Catalog.Core.Snapshots;

/// <summary>One version of one server, at the moment it was fetched. Tools, evidence and pages all point back to it.</summary>
public sealed record Snapshot
{
    /// <summary>The reference that was fetched, as <see cref="Sources.SourceReference"/> writes it.</summary>
    public required string Source { get; init; }

    /// <summary>The package version, or the tag or branch asked for; null where the source has none.</summary>
    public string? Version { get; init; }

    /// <summary>The git commit, 40 or 64 lower-case hexadecimal digits; null where the source is no repository.</summary>
    public string? Commit { get; init; }

    /// <summary>SHA-256 of the content that was read, 64 lower-case hexadecimal digits; equal content has equal hashes.</summary>
    public required string ContentHash { get; init; }

    /// <summary>The <c>ETag</c> to ask with next time; null where the source sent none.</summary>
    public string? ETag { get; init; }

    /// <summary>How it was read.</summary>
    public required SnapshotOrigin Origin { get; init; }

    /// <summary>When it was fetched.</summary>
    public required DateTimeOffset FetchedAt { get; init; }
}
