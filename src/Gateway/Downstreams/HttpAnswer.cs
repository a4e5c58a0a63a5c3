using Catalog.Gateway.Relaying;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Catalog.Gateway.Downstreams;

/// <summary>
/// The answer to one POST: a single JSON message, or a stream of events once something is told before the end. A stream of the gateway's own
/// says after 25 seconds of silence, by a comment, that it goes on: many proxies cut what is silent for a minute.
/// </summary>
internal sealed class HttpAnswer(HttpContext context) : IAsyncDisposable
{
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(25);
    private static readonly TimeSpan LeastWait = TimeSpan.FromSeconds(1);
    private static readonly ReadOnlyMemory<byte> Comment = ": keep-alive\n\n"u8.ToArray();

    private readonly SemaphoreSlim _writing = new(1, 1);
    private TimeProvider? _clock;
    private long _spokenAt;

    // INVARIANT: whoever holds _writing may use the timer while it is there; it is disposed and taken away under it.
    private PeriodicTimer? _timer;
    private Task? _pulse;

    public HttpContext Context { get; } = context;

    public bool IsStreaming { get; private set; }

    public CancellationToken Aborted => Context.RequestAborted;

    /// <summary>Nothing is written any more when it ends.</summary>
    public async ValueTask DisposeAsync()
    {
        await StopPulseAsync();
        _writing.Dispose();
    }

    /// <summary>Tells something before the answer; turns the answer into a stream.</summary>
    public async ValueTask TellAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
    {
        BeginOwn();
        await BlockAsync(SseReader.Message(message), cancellationToken);
    }

    /// <summary>Opens a stream on which there is nothing to say yet.</summary>
    public async ValueTask OpenAsync(CancellationToken cancellationToken)
    {
        BeginOwn();
        await BlockAsync(default, cancellationToken);
    }

    /// <summary>Begins a stream of a server's events, which stays as the server gives it; goes on with one that the gateway began.</summary>
    public ValueTask BeginRelayAsync()
    {
        BeginStream();
        return StopPulseAsync();
    }

    /// <summary>One block of the stream, sent at once.</summary>
    public async ValueTask BlockAsync(ReadOnlyMemory<byte> block, CancellationToken cancellationToken)
    {
        await _writing.WaitAsync(cancellationToken);
        try
        {
            await SendAsync(block, cancellationToken);
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <summary>The whole answer, or its last event where it has become a stream.</summary>
    public async ValueTask EndAsync(int status, ReadOnlyMemory<byte> message, CancellationToken cancellationToken, string? type = null)
    {
        if (IsStreaming)
        {
            await StopPulseAsync();
            await BlockAsync(SseReader.Message(message), cancellationToken);
            return;
        }

        Context.Response.StatusCode = status;
        Context.Response.ContentType = type ?? "application/json";
        Context.Response.ContentLength = message.Length;
        await CallerWrite.AllAsync(Context, message, cancellationToken);
    }

    private void BeginOwn()
    {
        if (IsStreaming)
        {
            return;
        }

        BeginStream();
        _clock = Context.RequestServices.GetService<TimeProvider>() ?? TimeProvider.System;
        _spokenAt = _clock.GetTimestamp();
        _timer = new PeriodicTimer(Silence, _clock);
        _pulse = PulseAsync(_timer, _clock);
    }

    private void BeginStream()
    {
        if (IsStreaming)
        {
            return;
        }

        IsStreaming = true;
        var response = Context.Response;
        response.Headers.ContentType = "text/event-stream";
        response.Headers.CacheControl = "no-cache, no-store";
        response.Headers["X-Accel-Buffering"] = "no";
        Context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
    }

    private async ValueTask SendAsync(ReadOnlyMemory<byte> block, CancellationToken cancellationToken)
    {
        if (!block.IsEmpty)
        {
            await CallerWrite.AllAsync(Context, block, cancellationToken);
        }

        await CallerWrite.TakenAsync(Context, new ValueTask(Context.Response.Body.FlushAsync(cancellationToken)));
        _spokenAt = _clock?.GetTimestamp() ?? 0;
    }

    private async Task PulseAsync(PeriodicTimer timer, TimeProvider clock)
    {
        try
        {
            while (await timer.WaitForNextTickAsync(CancellationToken.None))
            {
                await _writing.WaitAsync(CancellationToken.None);
                try
                {
                    if (_timer is null)
                    {
                        return;
                    }

                    if (clock.GetElapsedTime(_spokenAt) >= Silence)
                    {
                        await SendAsync(Comment, Aborted);
                    }

                    var left = Silence - clock.GetElapsedTime(_spokenAt);
                    timer.Period = left > LeastWait ? left : LeastWait;
                }
                finally
                {
                    _writing.Release();
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The caller left: whoever writes or waits for it hears of that too.
        }
    }

    /// <summary>From its end on no comment is sent.</summary>
    private async ValueTask StopPulseAsync()
    {
        if (_pulse is not { } pulse)
        {
            return;
        }

        await _writing.WaitAsync(CancellationToken.None);
        _timer?.Dispose();
        _timer = null;
        _writing.Release();
        await pulse;
        _pulse = null;
    }
}
