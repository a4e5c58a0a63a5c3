using System.Text;
using Catalog.Gateway.Relaying;
using Catalog.Gateway.Upstreams.Http;
using Microsoft.Extensions.Logging;

namespace Catalog.Gateway.Upstreams;

/// <content>The session of the legacy era: its id, the stream on which the server speaks unasked, and taking it up again.</content>
internal sealed partial class HttpLink
{
    private const int TooManyRequests = 429;

    private static readonly TimeSpan AfterTooManyRequests = TimeSpan.FromSeconds(30);

    // No client can have sent this id: it is the gateway's own for the handshake that it repeats.
    private readonly byte[] _handshakeId = Encoding.ASCII.GetBytes($"\"catalog-{Guid.CreateVersion7():N}\"");
    private readonly SemaphoreSlim _reopening = new(1, 1);
    private Envelope? _initialize;
    private ReadOnlyMemory<byte>? _initialized;
    private string? _session;
    private string? _version;
    private bool _listening;
    private volatile bool _isLost;

    /// <summary>Shakes hands again, unseen by the downstream. Null once the session is open; else why it is not.</summary>
    private async Task<string?> ReopenAsync(CancellationToken cancellationToken)
    {
        await _reopening.WaitAsync(cancellationToken);
        try
        {
            if (!_isLost)
            {
                return null;
            }

            (_session, _version) = (null, null);
            using var hello = upstream.Request(HttpMethod.Post, Splice.Replace(_initialize!.Bytes, (_initialize.Id, _handshakeId)));
            hello.Add("Accept", "application/json, text/event-stream");
            var reply = await upstream.SendAsync(hello, cancellationToken);
            if (reply.Response is not { } response)
            {
                return reply.Failure;
            }

            using (response)
            {
                if (!response.IsSuccess || await FirstAnswerOrNullAsync(response, cancellationToken) is not { HasResult: true } answer)
                {
                    return $"The server `{options.ServerId}` did not take up the session again: open a new one";
                }

                Take(response);
                _version = answer.ProtocolVersion;
            }

            if (_initialized is { } initialized)
            {
                using var ready = upstream.Request(HttpMethod.Post, initialized);
                ready.Add("Accept", "application/json, text/event-stream");
                AddSession(ready);
                (await upstream.SendAsync(ready, cancellationToken)).Response?.Dispose();
                Listen();
            }

            _isLost = false;
            return null;
        }
        catch (IOException failure)
        {
            return upstream.Lost(failure);
        }
        finally
        {
            _reopening.Release();
        }
    }

    private async Task<UpstreamMessage?> FirstAnswerOrNullAsync(UpstreamResponse response, CancellationToken cancellationToken)
    {
        if (!response.IsStream)
        {
            return UpstreamMessage.ReadOrNull((await upstream.ReadAsync(response)).ToArray());
        }

        var reader = upstream.Events(response);
        while (await reader.ReadAsync(cancellationToken) is { } block)
        {
            if (block.Data is { Length: > 0 } data && UpstreamMessage.ReadOrNull(data) is { IsResponse: true } answer)
            {
                return answer;
            }
        }

        return null;
    }

    private void Take(UpstreamResponse response)
    {
        _session = response.Head.Session ?? _session;
    }

    private void Listen()
    {
        if (!_listening && _session is not null)
        {
            _listening = true;
            Track(ListenAsync());
        }
    }

    /// <summary>Keeps the stream open on which a server speaks unasked, for as long as it offers one.</summary>
    private async Task ListenAsync()
    {
        var place = new StreamPlace();
        try
        {
            while (!_ending.IsCancellationRequested)
            {
                using var get = upstream.Request(HttpMethod.Get, null);
                get.Add("Accept", "text/event-stream");
                AddSession(get);
                if (place.Last is { } last)
                {
                    get.Add("Last-Event-ID", last);
                }

                var reply = await upstream.SendAsync(get, _ending.Token);
                using var response = reply.Response;
                if (response?.Status == TooManyRequests)
                {
                    // It has one, and will give it later; the connection is for others meanwhile.
                    response.Dispose();
                    await Task.Delay(AfterTooManyRequests, clock, _ending.Token);
                    continue;
                }

                if (response is not null && (!response.IsSuccess || !response.IsStream))
                {
                    // It offers none, or has forgotten the session, which the next call finds out.
                    _listening = false;
                    return;
                }

                if (response is not null)
                {
                    await FollowAsync(response, place);
                }

                await Task.Delay(place.Pause, clock, _ending.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // The gateway ends.
        }
    }

    private async Task FollowAsync(UpstreamResponse response, StreamPlace place)
    {
        try
        {
            var reader = upstream.Events(response, skipsLong: true);
            while (await reader.ReadAsync(_ending.Token) is { } block)
            {
                // Behind one that is too long too: else it would be asked for again and again.
                place.Pass(block);
                if (block.TooLong is not null)
                {
                    LogTooLong(options.ServerId, options.MaxAnswerBytes);
                }

                if (block.Data is { Length: > 0 } data && UpstreamMessage.ReadOrNull(data) is { } told)
                {
                    await events.MessageAsync(told, _ending.Token);
                }
            }
        }
        catch (IOException failure)
        {
            LogStreamBroken(options.ServerId, failure.Message);
        }
    }

    private void AddSession(UpstreamRequest request)
    {
        if (_session is not null)
        {
            request.Add(HttpUpstream.SessionHeader, _session);
        }

        if (_version is not null)
        {
            request.Add(HttpUpstream.VersionHeader, _version);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The server '{Server}' sent an event of more than {Most} bytes (`limits.answer`) unasked; it is left out")]
    private partial void LogTooLong(string server, int most);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The stream of the server '{Server}' broke: {Reason}")]
    private partial void LogStreamBroken(string server, string reason);
}
