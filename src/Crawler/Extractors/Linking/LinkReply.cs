namespace Catalog.Crawler.Extractors.Linking;

/// <summary>What a link worker answers: what it found, or why it could not look.</summary>
internal sealed record LinkReply
{
    /// <summary>The servers, without the names of their siblings, which the parent adds; null where <see cref="Problem"/> says why.</summary>
    public ExtractionResult? Result { get; init; }

    /// <summary>The folders that may hold servers, ordinal; empty where they were not asked for.</summary>
    public IReadOnlyList<string> Folders { get; init; } = [];

    /// <summary>The dependencies that may hold more, the surest first.</summary>
    public IReadOnlyList<DependencyWish> Wishes { get; init; } = [];

    /// <summary>A clause to be put after what was read; null where there is a result.</summary>
    public string? Problem { get; init; }
}
