using Catalog.Core.Servers;

namespace Catalog.Core.Crawls;

/// <summary>What is known of the last successful fetch of one reference.</summary>
public sealed record FetchRecord
{
    /// <summary>The reference, as <see cref="Sources.SourceReference"/> writes it.</summary>
    public required string Reference { get; init; }

    /// <summary>The servers that came of it; more than one for a repository of several.</summary>
    public required IReadOnlyList<ServerKey> Servers { get; init; }

    /// <summary>What names the fetched content at its source: exact version with integrity, commit, or content hash.</summary>
    public required string Revision { get; init; }

    /// <summary>The <c>ETag</c> to ask with; null where there was none.</summary>
    public string? ETag { get; init; }

    /// <summary>Ids and versions of all that read it (fetcher, extractors, mode); another text means that it is read again.</summary>
    public required string ReadBy { get; init; }

    /// <summary>When it was fetched.</summary>
    public required DateTimeOffset FetchedAt { get; init; }
}
