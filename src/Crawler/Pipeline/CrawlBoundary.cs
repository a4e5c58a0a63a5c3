using Catalog.Core.Catalogs;
using Catalog.Core.Crawls;
using Catalog.Core.Sources;
using Catalog.Crawler.Sources;
using Microsoft.Extensions.Logging;

namespace Catalog.Crawler.Pipeline;

/// <summary>The boundary of one server, and of one source: whatever goes wrong inside is its own failure, recorded with its reason, and the others go on.</summary>
internal sealed partial class CrawlBoundary(ILogger logger, CrawlEnding ending, CancellationToken stop)
{
    /// <summary>Does one step for one server.</summary>
    /// <returns>What the step gave; null where it failed, and so ended.</returns>
    public async Task<T?> RunAsync<T>(CrawlLease lease, ServerListing server, Func<Task<T?>> step)
        where T : class
    {
        try
        {
            return await step();
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception failure)
        {
            // A store that takes not even this stops the crawl: what is left waits in it.
            await ending.EndAsync(lease, CrawlFinding.Of(Fail(failure, server.Reference, server.Server.Value)));
            return null;
        }
    }

    /// <summary>Takes the next entry of a source.</summary>
    /// <returns>The entry; one with the problem where it broke off, and null at its end.</returns>
    public async Task<SourceEntry?> NextAsync(IAsyncEnumerator<SourceEntry> entries, SourceReference source)
    {
        try
        {
            return await entries.MoveNextAsync() ? entries.Current : null;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception failure)
        {
            var item = Fail(failure, source, server: null);
            return SourceEntry.Failed(item.Reference, item.Reason!);
        }
    }

    private CrawlItem Fail(Exception failure, SourceReference reference, string? server)
    {
        Log.Failed(logger, failure, WebAddress.ShownSource(reference));
        var reason = failure is IOException or UnauthorizedAccessException or StoreException
            ? failure.Message.TrimEnd('.')
            : $"{failure.GetType().Name}: {failure.Message.TrimEnd('.')}";
        return new CrawlItem { Reference = WebAddress.ShownSource(reference), Server = server, Status = CrawlStatus.Failed, Reason = reason };
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "'{Reference}' failed")]
        public static partial void Failed(ILogger logger, Exception failure, string reference);
    }
}
