namespace Catalog.Api.Tools;

/// <summary>The dates and versions behind a page.</summary>
internal sealed record ProvenanceView
{
    /// <summary>When the tool was first seen.</summary>
    public required DateTimeOffset FirstSeen { get; init; }

    /// <summary>When the definition in force was first seen.</summary>
    public required DateTimeOffset DefinedAt { get; init; }

    /// <summary>When the classification in force was made.</summary>
    public required DateTimeOffset ClassifiedAt { get; init; }

    /// <summary>When a crawl last looked at the server.</summary>
    public required DateTimeOffset LastSeen { get; init; }

    /// <summary>The version of the classifier.</summary>
    public required string Classifier { get; init; }

    /// <summary>SHA-256 of the definition.</summary>
    public required string DefinitionHash { get; init; }

    /// <summary>The id and version of what read it; null for rows that were handed in.</summary>
    public string? Extractor { get; init; }

    /// <summary>The file and line inside the snapshot, <c>src/index.ts:120</c>; null where it was not read from source.</summary>
    public string? Location { get; init; }

    /// <summary>That line at that commit on the repository's site; null where there is no commit.</summary>
    public string? LocationUrl { get; init; }

    /// <summary>The repository that the source or its author names; null where there is none.</summary>
    public string? Repository { get; init; }

    /// <summary>What was read: reference, version, commit.</summary>
    public required string Source { get; init; }

    /// <summary>The package version that was read; null where there is none.</summary>
    public string? Version { get; init; }

    /// <summary>The commit that was read; null where the source is no repository.</summary>
    public string? Commit { get; init; }
}
