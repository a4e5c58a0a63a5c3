using Catalog.Crawler.Parsing.Facts;

namespace Catalog.Crawler.Parsing.Workers;

/// <summary>What became of one file: its facts, or why there are none.</summary>
internal sealed record ParseReply
{
    /// <summary>The facts; null where <see cref="Problem"/> says why.</summary>
    public FileFacts? Facts { get; init; }

    /// <summary>Why there are no facts, a clause to be put after the file's name; null where there are.</summary>
    public string? Problem { get; init; }
}
