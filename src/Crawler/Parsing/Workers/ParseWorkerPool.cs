using System.Collections.Concurrent;
using System.Text;
using Catalog.Crawler.Parsing.Facts;
using Microsoft.Extensions.Options;

namespace Catalog.Crawler.Parsing.Workers;

/// <summary>
/// Parses untrusted files in child processes. A crash, a hang or too much memory costs the file it happened on; its worker is replaced and the reply says why.
/// Safe to call from many threads; workers start on demand and are used again.
/// </summary>
internal sealed class ParseWorkerPool(IOptions<ParseWorkerOptions> options) : IAsyncDisposable
{
    private readonly ParseWorkerOptions _options = options.Value;
    private readonly SemaphoreSlim _free = new(options.Value.Workers);
    private readonly ConcurrentBag<ParseWorkerProcess> _idle = [];
    private int _disposed;

    /// <summary>How many workers were started so far.</summary>
    public int Started { get; private set; }

    /// <summary>The facts of one file, or why there are none.</summary>
    /// <param name="language">A <see cref="ILanguageLowering.Language"/>.</param>
    /// <param name="content">The file, any bytes.</param>
    /// <param name="cancellationToken">Ends the worker that is on it.</param>
    /// <exception cref="InvalidOperationException">No worker can be started at all: the installation is broken, which no other file would survive either.</exception>
    public async Task<ParseReply> ParseAsync(string language, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_disposed != 0, this);
        await _free.WaitAsync(cancellationToken);
        try
        {
            var worker = Take();
            var reply = await ExchangeAsync(worker, language, content, cancellationToken);
            if (worker.HasExited || worker.Files >= _options.FilesPerWorker || _disposed != 0)
            {
                await worker.DisposeAsync();
            }
            else
            {
                _idle.Add(worker);
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
            while (_idle.TryTake(out var worker))
            {
                await worker.DisposeAsync();
            }
        }
    }

    private ParseWorkerProcess Take()
    {
        while (_idle.TryTake(out var worker))
        {
            if (!worker.HasExited)
            {
                return worker;
            }
        }

        Started++;
        return ParseWorkerProcess.Start(_options);
    }

    private async Task<ParseReply> ExchangeAsync(ParseWorkerProcess worker, string language, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(_options.FileTimeout);
        try
        {
            var body = await worker.ExchangeAsync(language, content, limit.Token);
            return body[0] switch
            {
                ParseFrames.Facts => new ParseReply { Facts = FactReader.Read(body.AsSpan(1)) },
                ParseFrames.Problem => new ParseReply { Problem = "was not read: " + Encoding.UTF8.GetString(body, 1, Math.Min(body.Length - 1, 500)) },
                _ => throw new InvalidDataException($"status {body[0]}"),
            };
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            await worker.EndAsync();
            return new ParseReply { Problem = $"was not read: its parser was ended after {_options.FileTimeout.TotalSeconds:0.##} seconds" };
        }
        catch (OperationCanceledException)
        {
            await worker.EndAsync();
            throw;
        }
        catch (IOException e)
        {
            return new ParseReply { Problem = $"was not read: its parser died ({await worker.EndAsync()}; {e.Message})" };
        }
        catch (InvalidDataException e)
        {
            await worker.EndAsync();
            return new ParseReply { Problem = $"was not read: its parser answered nonsense ({e.Message})" };
        }
    }
}
