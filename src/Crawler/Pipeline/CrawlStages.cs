using System.Threading.Channels;
using Catalog.Core.Crawls;

namespace Catalog.Crawler.Pipeline;

/// <summary>
/// Stages with bounded channels between them. A stage that is ahead waits, so that a crawl of any length takes the memory of a few servers;
/// one that breaks stops all of them.
/// </summary>
internal sealed class CrawlStages(int fetches, int parallelism, CancellationTokenSource stop) : IDisposable
{
    // So many may wait to be stored at once: a store takes many in one transaction, and what waits there holds up nobody.
    private const int Stores = 64;

    private readonly Channel<Leased<DueListing>> _listed = Channel.CreateBounded<Leased<DueListing>>(fetches);
    private readonly Channel<Leased<FetchedListing>> _fetched = Channel.CreateBounded<Leased<FetchedListing>>(fetches);
    private readonly Channel<Leased<ReadListing>> _read = Channel.CreateBounded<Leased<ReadListing>>(parallelism);
    private readonly Channel<Leased<JudgedListing>> _judged = Channel.CreateBounded<Leased<JudgedListing>>(parallelism);

    /// <summary>Runs all stages to their end. Each step gives null where a listing ended with it.</summary>
    public Task RunAsync(
        IAsyncEnumerable<Leased<DueListing>> servers,
        Func<Leased<DueListing>, Task<FetchedListing?>> fetch,
        Func<Leased<FetchedListing>, Task<ReadListing?>> read,
        Func<Leased<ReadListing>, Task<JudgedListing?>> judge,
        Func<Leased<JudgedListing>, Task> store) => Task.WhenAll(
            StageAsync(1, servers, one => WriteAsync(_listed, one.Lease, one.Item), () => _listed.Writer.TryComplete()),
            StageAsync(fetches, All(_listed), async one => await WriteAsync(_fetched, one.Lease, await fetch(one)), () => _fetched.Writer.TryComplete()),
            StageAsync(parallelism, All(_fetched), async one => await WriteAsync(_read, one.Lease, await read(one)), () => _read.Writer.TryComplete()),
            StageAsync(parallelism, All(_read), async one => await WriteAsync(_judged, one.Lease, await judge(one)), () => _judged.Writer.TryComplete()),
            StageAsync(Stores, All(_judged), store, static () => true));

    /// <summary>Throws away what a stopped crawl left between its stages.</summary>
    public void Dispose()
    {
        while (_fetched.Reader.TryRead(out var left))
        {
            left.Item.Dispose();
        }
    }

    private IAsyncEnumerable<T> All<T>(Channel<T> channel) => channel.Reader.ReadAllAsync(stop.Token);

    private async Task WriteAsync<T>(Channel<Leased<T>> channel, CrawlLease lease, T? item)
        where T : class
    {
        if (item is null)
        {
            return;
        }

        try
        {
            await channel.Writer.WriteAsync(new Leased<T>(lease, item), stop.Token);
        }
        catch (OperationCanceledException)
        {
            (item as IDisposable)?.Dispose();
            throw;
        }
    }

    private async Task StageAsync<T>(int workers, IAsyncEnumerable<T> items, Func<T, Task> work, Func<bool> complete)
    {
        var isWhole = false;
        try
        {
            await Parallel.ForEachAsync(
                items,
                new ParallelOptions { MaxDegreeOfParallelism = workers, CancellationToken = stop.Token },
                async (item, _) => await work(item));
            isWhole = true;
        }
        finally
        {
            complete();
            if (!isWhole)
            {
                await stop.CancelAsync();
            }
        }
    }
}
