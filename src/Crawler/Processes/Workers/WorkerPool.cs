using System.Collections.Concurrent;

namespace Catalog.Crawler.Processes.Workers;

/// <summary>
/// Child processes that answer requests about untrusted input. A crash, a hang or too much memory costs the request it happened on; the worker is replaced and the reply
/// says why. Safe to call from many threads; workers start on demand and are used again.
/// </summary>
internal sealed class WorkerPool(WorkerLimits limits) : IAsyncDisposable
{
    private readonly SemaphoreSlim _free = new(limits.Workers);
    private readonly ConcurrentStack<WorkerProcess> _idle = [];
    private int _started;
    private int _disposed;

    /// <summary>How many workers were started so far.</summary>
    public int Started => _started;

    /// <summary>Asks one worker. With <see cref="WorkerLimits.HasThreads"/> the thread that calls waits for the reply.</summary>
    /// <param name="head">The first bytes of the request.</param>
    /// <param name="rest">The bytes after them.</param>
    /// <param name="read">Makes the answer of the reply's bytes; an <see cref="InvalidDataException"/> of it is the worker's fault.</param>
    /// <param name="cancellationToken">Ends the worker that is on it.</param>
    /// <exception cref="InvalidOperationException">No worker can be started at all: the installation is broken, which no other request would survive either.</exception>
    public async Task<WorkerReply<T>> AskAsync<T>(ReadOnlyMemory<byte> head, ReadOnlyMemory<byte> rest, Func<byte[], T> read, CancellationToken cancellationToken)
        where T : class
    {
        ObjectDisposedException.ThrowIf(_disposed != 0, this);
        if (!limits.HasThreads)
        {
            await _free.WaitAsync(cancellationToken);
        }
        else
        {
            _free.Wait(cancellationToken);
        }

        try
        {
            var worker = Take();
            var reply = await ExchangeAsync(worker, head, rest, read, cancellationToken);
            if (reply.HasDied && worker.Requests > 1)
            {
                // What earlier requests left behind may be to blame: a worker of its own says whether this one is.
                await worker.DisposeAsync();
                worker = Start();
                reply = await ExchangeAsync(worker, head, rest, read, cancellationToken);
            }

            if (worker.HasExited || worker.Requests >= limits.RequestsPerWorker || _disposed != 0)
            {
                await worker.DisposeAsync();
            }
            else
            {
                _idle.Push(worker);
            }

            return reply;
        }
        finally
        {
            _free.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            while (_idle.TryPop(out var worker))
            {
                await worker.DisposeAsync();
            }
        }
    }

    /// <summary>The worker that was used last is taken first: where one is enough the others stay as small as they are.</summary>
    private WorkerProcess Take()
    {
        while (_idle.TryPop(out var worker))
        {
            if (!worker.HasExited)
            {
                return worker;
            }
        }

        return Start();
    }

    private WorkerProcess Start()
    {
        Interlocked.Increment(ref _started);
        return WorkerProcess.Start(limits);
    }

    private async Task<WorkerReply<T>> ExchangeAsync<T>(WorkerProcess worker, ReadOnlyMemory<byte> head, ReadOnlyMemory<byte> rest, Func<byte[], T> read, CancellationToken cancellationToken)
        where T : class
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(limits.Timeout);
        try
        {
            return new WorkerReply<T> { Answer = read(limits.HasThreads ? worker.Exchange(head.Span, rest.Span, limit.Token) : await worker.ExchangeAsync(head, rest, limit.Token)) };
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            await worker.EndAsync();
            return new WorkerReply<T> { Problem = $"was not read: its {limits.Name} was ended after {limits.Timeout.TotalSeconds:0.##} seconds" };
        }
        catch (OperationCanceledException)
        {
            await worker.EndAsync();
            throw;
        }
        catch (IOException e)
        {
            return new WorkerReply<T> { HasDied = true, Problem = $"was not read: its {limits.Name} died ({await worker.EndAsync()}; {e.Message})" };
        }
        catch (InvalidDataException e)
        {
            await worker.EndAsync();
            return new WorkerReply<T> { Problem = $"was not read: its {limits.Name} answered nonsense ({e.Message})" };
        }
    }
}
