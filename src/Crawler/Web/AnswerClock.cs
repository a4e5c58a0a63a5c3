namespace Catalog.Crawler.Web;

/// <summary>When an answer must be whole, and how fast it must come: one that comes a byte at a time would hold a connection until its last moment.</summary>
internal sealed class AnswerClock(DateTimeOffset ends, TimeProvider time)
{
    private const int LeastPerSecond = 512;
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(20);
    private readonly DateTimeOffset _begins = time.GetUtcNow();

    /// <summary>Reads once, within what is left of the time.</summary>
    /// <param name="read">The reading.</param>
    /// <param name="count">Bytes that came before.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="SlowAnswerException">It comes too slowly.</exception>
    public async ValueTask<int> ReadAsync(Func<CancellationToken, ValueTask<int>> read, long count, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var behind = _begins + Grace + TimeSpan.FromSeconds((double)count / LeastPerSecond);
        var left = (behind < ends ? behind : ends) - now;
        if (left > TimeSpan.Zero)
        {
            var reading = read(cancellationToken);
            if (reading.IsCompleted)
            {
                return await reading;
            }

            using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            var whole = reading.AsTask();
            if (await Task.WhenAny(whole, Task.Delay(left, time, stop.Token)) == whole)
            {
                await stop.CancelAsync();
                return await whole;
            }

            cancellationToken.ThrowIfCancellationRequested();
        }

        throw new SlowAnswerException(behind < ends ? $"it sends less than {LeastPerSecond} bytes a second" : "it was not whole in time");
    }
}
