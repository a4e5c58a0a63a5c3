namespace Catalog.Crawler.Fetching;

/// <summary>What a reference names at its source just now.</summary>
internal sealed record Resolution
{
    /// <summary>Why it names nothing that can be fetched, one sentence; null where it does.</summary>
    public string? Problem { get; init; }

    /// <summary>True beside a <see cref="Problem"/> where the source itself says that it has no such thing; false for whatever else kept it from answering.</summary>
    public bool IsMissing { get; init; }

    /// <summary>What names the content: equal revisions have equal content. Empty only beside a <see cref="Problem"/>.</summary>
    public string Revision { get; init; } = "";

    /// <summary>The exact package version, or the tag or branch asked for; null where there is none.</summary>
    public string? Version { get; init; }

    /// <summary>The git commit; null where the source is no repository.</summary>
    public string? Commit { get; init; }

    /// <summary>The <c>ETag</c> to ask with next time; null where none was sent.</summary>
    public string? ETag { get; init; }

    /// <summary>A resolution that only says why there is none.</summary>
    public static Resolution Failed(string problem) => new() { Problem = problem };

    /// <summary>A resolution of what its source says it does not have.</summary>
    public static Resolution Missing(string problem) => new() { Problem = problem, IsMissing = true };
}
