using Catalog.Core.Catalogs;
using Catalog.Core.Crawls;
using Microsoft.Extensions.Logging;

namespace Catalog.Crawler.Pipeline;

/// <summary>Extends the leases of one worker while it lives.</summary>
internal sealed partial class LeaseKeeping : IAsyncDisposable
{
    private readonly ICrawlQueue _queue;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _stop;
    private readonly PeriodicTimer _pace;
    private readonly Task _loop;

    public LeaseKeeping(ICrawlQueue queue, string worker, TimeProvider time, ILogger logger, CancellationToken cancellationToken)
    {
        _queue = queue;
        _logger = logger;
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _pace = new PeriodicTimer(Time / 3, time);
        _loop = LoopAsync(worker, _stop.Token);
    }

    /// <summary>How long a lease is a worker's: as long as others wait for one whose machine is gone.</summary>
    public static TimeSpan Time { get; } = TimeSpan.FromMinutes(1);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _loop;
        _pace.Dispose();
        _stop.Dispose();
    }

    private async Task LoopAsync(string worker, CancellationToken cancellationToken)
    {
        try
        {
            while (await _pace.WaitForNextTickAsync(cancellationToken))
            {
                await ExtendAsync(worker, cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
            // The way in which it ends.
        }
    }

    private async Task ExtendAsync(string worker, CancellationToken cancellationToken)
    {
        try
        {
            await _queue.ExtendAsync(worker, Time, cancellationToken);
        }
        catch (StoreException e)
        {
            // Tried again at the next tick; a lease that lapses meanwhile is found out when its entry is finished.
            Log.NotExtended(_logger, e);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "the leases of this worker could not be extended")]
        public static partial void NotExtended(ILogger logger, Exception failure);
    }
}
