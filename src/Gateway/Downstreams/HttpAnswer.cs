using Catalog.Gateway.Relaying;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Catalog.Gateway.Downstreams;

/// <summary>The answer to one POST: a single JSON message, or a stream of events once something is told before the end.</summary>
internal sealed class HttpAnswer(HttpContext context) : IDisposable
{
    private readonly SemaphoreSlim _writing = new(1, 1);

    public HttpContext Context { get; } = context;

    public bool IsStreaming { get; private set; }

    public CancellationToken Aborted => Context.RequestAborted;

    public void Dispose() => _writing.Dispose();

    /// <summary>Tells something before the answer; turns the answer into a stream.</summary>
    public async ValueTask TellAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
    {
        BeginStream();
        await BlockAsync(SseReader.Message(message), cancellationToken);
    }

    /// <summary>Begins a stream of events; repeats change nothing.</summary>
    public void BeginStream()
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

    /// <summary>One block of the stream, sent at once.</summary>
    public async ValueTask BlockAsync(ReadOnlyMemory<byte> block, CancellationToken cancellationToken)
    {
        await _writing.WaitAsync(cancellationToken);
        try
        {
            await CallerWrite.AllAsync(Context, block, cancellationToken);
            await CallerWrite.TakenAsync(Context, new ValueTask(Context.Response.Body.FlushAsync(cancellationToken)));
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
            await BlockAsync(SseReader.Message(message), cancellationToken);
            return;
        }

        Context.Response.StatusCode = status;
        Context.Response.ContentType = type ?? "application/json";
        Context.Response.ContentLength = message.Length;
        await CallerWrite.AllAsync(Context, message, cancellationToken);
    }
}
