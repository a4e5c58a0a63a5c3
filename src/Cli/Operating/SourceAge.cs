using Catalog.Core.Crawls;
using Catalog.Crawler.Sources;

namespace Catalog.Cli.Operating;

/// <summary>How old is what is known of one source of the nightly crawl.</summary>
internal sealed record SourceAge
{
    // A night that ends late is no alarm, one that is left out is.
    private static readonly TimeSpan Grace = TimeSpan.FromHours(12);

    /// <summary>The source, as it is shown.</summary>
    public required string Source { get; init; }

    /// <summary>How often it is listed.</summary>
    public required TimeSpan Every { get; init; }

    /// <summary>When it was last asked; null where it never was.</summary>
    public DateTimeOffset? TriedAt { get; init; }

    /// <summary>When it was last listed to its end; null where it never was.</summary>
    public DateTimeOffset? ListedAt { get; init; }

    /// <summary>What was wrong the last time; null where nothing was.</summary>
    public string? Problem { get; init; }

    /// <summary>True where its turn passed by more than half a day and it was not listed to its end.</summary>
    public required bool Overdue { get; init; }

    /// <summary>The sources of a list, in its order, with what the catalog knows of them.</summary>
    public static IReadOnlyList<SourceAge> Of(IReadOnlyList<SourceFileEntry> list, IReadOnlyList<SourceRecord> records, DateTimeOffset now)
    {
        var known = records.ToDictionary(static record => record.Reference, StringComparer.Ordinal);
        return
        [
            .. list.Select(entry =>
            {
                var record = known.GetValueOrDefault(entry.Shown);
                var every = entry.Day is null ? TimeSpan.FromDays(1) : TimeSpan.FromDays(7);
                return new SourceAge
                {
                    Source = entry.Shown,
                    Every = every,
                    TriedAt = record?.TriedAt,
                    ListedAt = record?.ListedAt,
                    Problem = record?.Problem,
                    Overdue = record?.ListedAt is not { } listed || now - listed > every + Grace,
                };
            }),
        ];
    }
}
