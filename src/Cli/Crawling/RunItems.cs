using System.Runtime.CompilerServices;
using Catalog.Core.Crawls;

namespace Catalog.Cli.Crawling;

/// <summary>The items of a run, read page by page.</summary>
internal static class RunItems
{
    private const int Page = 500;

    /// <summary>All of them, in the order in which they ended.</summary>
    public static async IAsyncEnumerable<CrawlItem> AllAsync(ICrawlLedger ledger, long run, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var after = 0L;
        while (await ledger.ListItemsAsync(run, after, Page, cancellationToken) is { Count: > 0 } page)
        {
            foreach (var (position, item) in page)
            {
                after = position;
                yield return item;
            }
        }
    }
}
