using System.Collections.Concurrent;
using System.Text.Json;
using Catalog.Gateway.Enforcement;
using Catalog.Gateway.Relaying;
using Catalog.Gateway.Upstreams.Http;
using Microsoft.Extensions.Logging;

namespace Catalog.Gateway.Upstreams;

/// <summary>A link to an upstream behind an address, for a downstream that speaks lines: each message is a POST, each answer may be a stream.</summary>
internal sealed partial class HttpLink(HttpUpstream upstream, GatewayOptions options, ILinkEvents events, TimeProvider clock, ILogger<HttpLink> logger) : IUpstreamLink
{
    private static readonly TimeSpan BeforeListeningAgain = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _ending = new();
    private readonly ConcurrentDictionary<string, CancellationTokenSource> _underWay = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<Task, byte> _tasks = new();

    public async Task<string?> SendAsync(Admission admission, CancellationToken cancellationToken)
    {
        var message = admission.Message;
        if (_isLost && await ReopenAsync(cancellationToken) is { } failure)
        {
            return failure;
        }

        if (message.Kind == MessageKind.Request)
        {
            Track(RequestAsync(admission));
            return null;
        }

        // In the modern era a request is cancelled by closing its stream.
        if (_session is null && message.WithdrawnKey is { } key && _underWay.TryGetValue(key, out var request))
        {
            await request.CancelAsync();
            return null;
        }

        using var post = Post(admission);
        var reply = await upstream.SendAsync(post, cancellationToken);
        if (reply.Response is null)
        {
            return reply.Failure;
        }

        var status = reply.Response.Status;
        reply.Response.Dispose();
        if (status >= 300)
        {
            LogNotTaken(options.ServerId, message.Method ?? "response", status);
        }

        if (message.Method == Methods.Initialized)
        {
            _initialized = message.Bytes;
            Listen();
        }
        else if (message.WithdrawnKey is { } withdrawn && _underWay.TryGetValue(withdrawn, out var left))
        {
            // A cancelled request has no answer, and many servers never end its stream.
            await left.CancelAsync();
        }

        return null;
    }

    public ValueTask<bool> CanReachAsync(CancellationToken cancellationToken) => upstream.CanReachAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (_session is not null)
        {
            using var delete = upstream.Request(HttpMethod.Delete, null);
            AddSession(delete);
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(2), clock);
            try
            {
                (await upstream.SendAsync(delete, limit.Token)).Response?.Dispose();
            }
            catch (OperationCanceledException)
            {
                // The upstream ends the session by its own clock.
            }
        }

        await _ending.CancelAsync();
        await Task.WhenAll(_tasks.Keys);
        _ending.Dispose();
        _reopening.Dispose();
    }

    private async Task RequestAsync(Admission admission)
    {
        var message = admission.Message;
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(_ending.Token);
        _underWay[message.IdKey!] = ended;
        try
        {
            using var post = Post(admission);
            var reply = await upstream.SendAsync(post, ended.Token);
            if (reply.Response is not { } response)
            {
                await events.FailedAsync(message.IdKey!, reply.Failure!, reply.Sent, ended.Token);
                return;
            }

            using (response)
            {
                await AnswerAsync(message, response, ended.Token);
            }
        }
        catch (IOException failure)
        {
            await events.FailedAsync(message.IdKey!, upstream.Lost(failure), sent: true, _ending.Token);
        }
        catch (OperationCanceledException)
        {
            // The caller cancelled it, or the gateway ends.
        }
        finally
        {
            _underWay.TryRemove(message.IdKey!, out _);
        }
    }

    private async Task AnswerAsync(Envelope message, UpstreamResponse response, CancellationToken cancellationToken)
    {
        if (upstream.RefusalOrNull(response) is { } refusal)
        {
            await events.FailedAsync(message.IdKey!, refusal, sent: true, cancellationToken);
            return;
        }

        if (message.Method == Methods.Initialize)
        {
            _initialize = message;
            Take(response);
        }
        else if (response.Status == 404 && _session is not null && message.Era == ProtocolEra.Legacy)
        {
            _isLost = true;
            await events.FailedAsync(message.IdKey!, $"The server `{options.ServerId}` has forgotten this session: the next call opens it again", sent: true, cancellationToken);
            return;
        }

        var answered = false;
        if (response.IsStream)
        {
            answered = await FollowAsync(message, response, cancellationToken);
        }
        else if (UpstreamMessage.ReadOrNull((await upstream.ReadAsync(response)).ToArray()) is { } told)
        {
            answered = await GiveAsync(message, told, cancellationToken);
        }

        if (!answered)
        {
            var reason = response.Status < 400
                ? $"The server `{options.ServerId}` ended its answer (status {response.Status}) without a response to this request"
                : StatusWords.Of(options.ServerId, response.Status, response.Head.RetryAfter);
            await events.FailedAsync(message.IdKey!, reason, sent: true, cancellationToken);
        }
    }

    private async Task<bool> GiveAsync(Envelope request, UpstreamMessage told, CancellationToken cancellationToken)
    {
        // An error to a message that the upstream could not read has no id; it can only be for this one.
        var isAnswer = told.IsResponse && (told.IdKey == request.IdKey || told.IdKey is null);
        if (isAnswer && request.Method == Methods.Initialize)
        {
            _version = told.ProtocolVersion;
        }

        if (isAnswer && told.IdKey is null)
        {
            await events.FailedAsync(request.IdKey!, $"The server `{options.ServerId}` refused the request with error {told.ErrorCode}", sent: true, cancellationToken);
            return true;
        }

        told.StreamOf = request.IdKey;
        await events.MessageAsync(told, cancellationToken);
        return isAnswer;
    }

    private UpstreamRequest Post(Admission admission)
    {
        var message = admission.Message;
        var post = upstream.Request(HttpMethod.Post, message.Bytes);
        post.Patience = admission.Caller.Timeout;
        post.Add("Accept", "application/json, text/event-stream");
        if (message.Era == ProtocolEra.Modern)
        {
            post.Add(HttpUpstream.VersionHeader, message.MetaVersion!);
            post.Add("Mcp-Method", ParamHeaders.Encode(message.Method ?? ""));
            if (RoutingNames.Of(message) is { } name)
            {
                post.Add("Mcp-Name", ParamHeaders.Encode(name));
            }

            AddParams(post, admission);
        }
        else if (message.Method != Methods.Initialize)
        {
            AddSession(post);
        }

        return post;
    }

    private static void AddParams(UpstreamRequest post, Admission admission)
    {
        var message = admission.Message;
        if (message.IsToolCall && message.Arguments.IsPresent && admission.Tools.Tools?.GetValueOrDefault(message.Name!) is { } schema)
        {
            using var arguments = JsonDocument.Parse(message.Arguments.Of(message.Bytes), new JsonDocumentOptions { MaxDepth = 256 });
            foreach (var (header, value) in ParamHeaders.Of(schema, arguments.RootElement))
            {
                post.Add(header, ParamHeaders.Encode(value));
            }
        }
    }

    private void Track(Task task)
    {
        _tasks[task] = 0;
        _ = task.ContinueWith(done => _tasks.TryRemove(done, out _), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The server '{Server}' did not take a message ('{Method}'): status {Status}")]
    private partial void LogNotTaken(string server, string method, int status);
}
