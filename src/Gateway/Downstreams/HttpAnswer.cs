using Catalog.Gateway.Relaying;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Catalog.Gateway.Downstreams;

/// <summary>
/// The answer to one POST: a single JSON message, or a stream of events once something is told before the end. A stream of the gateway's own
/// says after 25 seconds of silence, by a comment, that it goes on: many proxies cut what is silent for a minute.
/// </summary>
internal sealed partial class HttpAnswer(HttpContext context) : IAsyncDisposable
{
    private readonly SemaphoreSlim _writing = new(1, 1);
    private bool _isTorn;
    private IdsUnderWay? _ids;
    private string _key = "";

    public HttpContext Context { get; } = context;

    public bool IsStreaming { get; private set; }

    /// <summary>The message that it answers; null until that is read.</summary>
    public Envelope? Asked { get; private set; }

    /// <summary>Whether the caller has what it asked for, whatever else its stream says.</summary>
    public bool IsAnswered { get; set; }

    public CancellationToken Aborted => Context.RequestAborted;

    /// <summary>Nothing is written any more when it ends.</summary>
    public async ValueTask DisposeAsync()
    {
        await StopPulseAsync();
        _writing.Dispose();
    }

    /// <summary>Whether nothing stands in the middle of an event.</summary>
    public bool IsWhole => !_isTorn;

    /// <summary>Notes what is answered.</summary>
    public void Begin(Envelope asked) => Asked = asked;

    /// <summary>Keeps an id from other requests until the answer goes out, or this one has ended: whoever has its answer may use the id at once.</summary>
    /// <returns>False where another request of that id is under way.</returns>
    public bool TryHold(IdsUnderWay ids, string key)
    {
        if (!ids.TryEnter(key))
        {
            return false;
        }

        (_ids, _key) = (ids, key);
        return true;
    }

    /// <summary>Gives the id back; nothing where that was done, or none is held.</summary>
    public void Release()
    {
        if (Interlocked.Exchange(ref _ids, null) is { } ids)
        {
            ids.Leave(_key);
        }
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
        Release();
        if (IsStreaming)
        {
            await StopPulseAsync();
            await BlockAsync(SseReader.Message(message), cancellationToken);
            IsAnswered = true;
            return;
        }

        cancellationToken.ThrowIfCancellationRequested();
        Context.Response.StatusCode = status;
        Context.Response.ContentType = type ?? "application/json";
        Context.Response.ContentLength = message.Length;
        await CallerWrite.AllAsync(Context, message, cancellationToken);
        IsAnswered = true;
    }

    /// <summary>Ends what somebody else began and does not go on with; nothing where the caller has its answer.</summary>
    /// <returns>False where the caller has a part of something, behind which nothing can be told.</returns>
    public async ValueTask<bool> TryEndAsync(int status, ReadOnlyMemory<byte> message)
    {
        if (_isTorn || (Context.Response.HasStarted && !IsStreaming && !IsAnswered))
        {
            return false;
        }

        if (!IsAnswered)
        {
            await EndAsync(status, message, Aborted);
        }

        return true;
    }

    private void BeginOwn()
    {
        if (IsStreaming)
        {
            return;
        }

        BeginStream();
        StartPulse();
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
            cancellationToken.ThrowIfCancellationRequested();
            _isTorn = true;
            await CallerWrite.AllAsync(Context, block, cancellationToken);
            _isTorn = false;
        }

        await CallerWrite.TakenAsync(Context, new ValueTask(Context.Response.Body.FlushAsync(cancellationToken)));
        _spokenAt = _clock?.GetTimestamp() ?? 0;
    }
}
