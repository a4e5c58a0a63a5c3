using System.Globalization;
using Catalog.Core.Crawls;
using Catalog.Core.Sources;

namespace Catalog.Crawler.Sources;

/// <summary>
/// Remembers in the ledger when a list was last read, so that only what came since is asked for: <c>FULL LAST</c>, the moments of the last reading of all and of the last one. Without a ledger, and a week after the last reading
/// of all, all is read again.
/// </summary>
internal sealed class SourceMemory(ICrawlLedger? ledger, SourceReference source, TimeProvider time)
{
    private static readonly TimeSpan Whole = TimeSpan.FromDays(6.5);
    private readonly DateTimeOffset _now = time.GetUtcNow();
    private DateTimeOffset? _full;

    /// <summary>The moment since which a list is to be read; null for all of it.</summary>
    public async Task<DateTimeOffset?> SinceAsync(CancellationToken cancellationToken)
    {
        var moments = ledger is null ? [] : (await ledger.FindFetchOrNullAsync(WebAddress.ShownSource(source), cancellationToken))?.Revision.Split(' ') ?? [];
        if (moments is [var full, var last] && Parse(full) is { } fullAt && Parse(last) is { } lastAt && _now - fullAt < Whole)
        {
            _full = fullAt;
            return lastAt;
        }

        return null;
    }

    /// <summary>Notes that the list was read to its end.</summary>
    public async Task RememberAsync(CancellationToken cancellationToken)
    {
        if (ledger is not null)
        {
            await ledger.RecordFetchAsync(
                new FetchRecord { Reference = WebAddress.ShownSource(source), Servers = [], Revision = $"{Text(_full ?? _now)} {Text(_now)}", ReadBy = "list", FetchedAt = _now },
                cancellationToken);
        }
    }

    private static string Text(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    private static DateTimeOffset? Parse(string text) => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) ? moment : null;
}
