using Catalog.Core.Sources;

namespace Catalog.Crawler.Sources;

/// <summary>One entry of a file that lists what to crawl.</summary>
public sealed record SourceFileEntry
{
    /// <summary>What to crawl.</summary>
    public required SourceReference Source { get; init; }

    /// <summary>The source as logs, pages and the ledger show it: without secrets.</summary>
    public string Shown => WebAddress.ShownSource(Source);

    /// <summary>The day of the week (UTC) on which a nightly crawl takes it; null for every day.</summary>
    public DayOfWeek? Day { get; init; }

    /// <summary>Why it is listed, for the reader of the file; null where nothing is said.</summary>
    public string? Note { get; init; }

    /// <summary>The line that it begins on, from 1.</summary>
    public required int Line { get; init; }

    /// <summary>True where a nightly crawl of that moment takes it.</summary>
    public bool IsDue(DateTimeOffset now) => Day is null || Day == now.UtcDateTime.DayOfWeek;
}
