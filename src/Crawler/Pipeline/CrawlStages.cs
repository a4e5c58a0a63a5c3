using System.Threading.Channels;
using Catalog.Core.Sources;

namespace Catalog.Crawler.Pipeline;

/// <summary>
/// Stages with bounded channels between them. A stage that is ahead waits, so that a crawl of any length takes the memory of a few servers;
/// one that breaks stops all of them.
/// </summary>
internal sealed class CrawlStages(int fetches, int parallelism, CancellationTokenSource stop) : IDisposable
{
    private const int Ahead = 64;

    private readonly Channel<ServerListing> _listed = Channel.CreateBounded<ServerListing>(Ahead);
    private readonly Channel<FetchedListing> _fetched = Channel.CreateBounded<FetchedListing>(fetches);
    private readonly Channel<ReadListing> _read = Channel.CreateBounded<ReadListing>(parallelism);
    private readonly Channel<JudgedListing> _judged = Channel.CreateBounded<JudgedListing>(parallelism);

    /// <summary>Runs all stages to their end. Each step gives null where a listing ended with it.</summary>
    public Task RunAsync(
        IAsyncEnumerable<ServerListing> servers,
        Func<ServerListing, Task<FetchedListing?>> fetch,
        Func<FetchedListing, Task<ReadListing?>> read,
        Func<ReadListing, Task<JudgedListing?>> judge,
        Func<JudgedListing, Task> store) => Task.WhenAll(
            StageAsync(1, servers, one => WriteAsync(_listed, one), () => _listed.Writer.TryComplete()),
            StageAsync(fetches, All(_listed), async one => await WriteAsync(_fetched, await fetch(one)), () => _fetched.Writer.TryComplete()),
            StageAsync(parallelism, All(_fetched), async one => await WriteAsync(_read, await read(one)), () => _read.Writer.TryComplete()),
            StageAsync(parallelism, All(_read), async one => await WriteAsync(_judged, await judge(one)), () => _judged.Writer.TryComplete()),
            StageAsync(1, All(_judged), store, static () => true));

    /// <summary>Throws away what a stopped crawl left between its stages.</summary>
    public void Dispose()
    {
        while (_fetched.Reader.TryRead(out var left))
        {
            left.Dispose();
        }
    }

    private IAsyncEnumerable<T> All<T>(Channel<T> channel) => channel.Reader.ReadAllAsync(stop.Token);

    private async Task WriteAsync<T>(Channel<T> channel, T? item)
        where T : class
    {
        if (item is null)
        {
            return;
        }

        try
        {
            await channel.Writer.WriteAsync(item, stop.Token);
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
