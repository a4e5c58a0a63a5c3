using Catalog.Core.Crawls;
using Catalog.Core.Servers;
using Microsoft.Extensions.Logging;

namespace Catalog.Crawler.Pipeline;

/// <summary>Ends entries of the queue with what came of them, and tells of it.</summary>
internal sealed partial class CrawlEnding(ICrawlQueue queue, IProgress<CrawlProgress> progress, ILogger logger, CancellationToken cancellationToken)
{
    /// <summary>Stores what came of an entry and ends it; nothing where it was lost to another worker, which does it again.</summary>
    public async Task EndAsync(CrawlLease lease, CrawlFinding finding)
    {
        var items = await queue.FinishAsync(lease, finding, cancellationToken);
        if (items is null)
        {
            Log.Lost(logger, lease.Entry);
            return;
        }

        foreach (var item in items)
        {
            progress.Report(new CrawlProgress { Step = CrawlStep.Finished, Reference = item.Reference, Item = item });
        }
    }

    /// <summary>Ends an entry with which nothing more is to be done, if a step ended it.</summary>
    /// <returns>What the step made of it for the next one; null where it ended.</returns>
    public async Task<T?> NextAsync<T>(CrawlLease lease, ListingOutcome<T> outcome)
        where T : class
    {
        if (outcome.Next is null)
        {
            var unchanged = outcome.Ended
                .Where(static item => item.Status == CrawlStatus.Unchanged && ServerKey.TryParse(item.Server, out _))
                .Select(static item => ServerKey.Parse(item.Server!));
            await EndAsync(lease, CrawlFinding.Of(outcome.Ended) with { Unchanged = [.. unchanged], Missing = outcome.Missing });
        }

        return outcome.Next;
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "entry {Entry} had lapsed and is another worker's: nothing of it was stored here")]
        public static partial void Lost(ILogger logger, long entry);
    }
}
