using Catalog.Gateway.Enforcement;
using Catalog.Gateway.Relaying;
using Microsoft.Extensions.Logging;

namespace Catalog.Gateway.Downstreams;

/// <content>What the server says, and what the gateway says in its place.</content>
internal sealed partial class StdioDownstream
{
    public async ValueTask MessageAsync(UpstreamMessage message, CancellationToken cancellationToken)
    {
        if (!message.IsResponse)
        {
            var verdict = await _point.JudgeQuestionAsync(_caller, _tools, message);
            if (verdict.Passes)
            {
                await _output.WriteAsync(message.Bytes);
            }
            else if (verdict.Reply is { } reply)
            {
                // Not awaited: the reader of the server's messages must not wait for its input to be read.
                _ = SendReplyAsync(reply, cancellationToken);
            }

            return;
        }

        if (message.IdKey is not null && _pending.TryRemove(message.IdKey, out var request) && request.Admission is { } admission)
        {
            await _output.WriteAsync(await admission.AnsweredAsync(message));
            return;
        }

        LogUnasked(_options.ServerId);
    }

    public async ValueTask FailedAsync(string idKey, string reason, bool sent, CancellationToken cancellationToken)
    {
        if (_pending.TryRemove(idKey, out var request))
        {
            await FailAsync(request, reason, sent);
        }
    }

    public async ValueTask LostAsync(string reason, CancellationToken cancellationToken)
    {
        // Requests that are still being decided have sent nothing: they start the upstream again.
        foreach (var (key, request) in _pending.Where(static p => p.Value.Admission is not null).ToList())
        {
            if (_pending.TryRemove(key, out _))
            {
                await FailAsync(request, reason, sent: true);
            }
        }
    }

    private async Task SendReplyAsync(Admission reply, CancellationToken cancellationToken)
    {
        try
        {
            if (await _link.SendAsync(reply, cancellationToken) is { } failure)
            {
                LogNotSent(_options.ServerId, failure);
            }
        }
        catch (Exception gone) when (gone is OperationCanceledException or ObjectDisposedException)
        {
            // The session ends.
        }
    }

    private async Task FailAsync(PendingRequest request, string reason, bool sent)
    {
        if (sent)
        {
            request.Admission?.Abandon(isLost: true);
        }
        else if (request.Admission is { } admission)
        {
            await admission.NotSentAsync();
        }

        await _output.WriteAsync(JsonAnswers.Error(request.Id, RpcErrors.UpstreamFailed, reason));
    }

    private bool TryAnnounce(ReadOnlyMemory<byte> message)
    {
        if (_hasEnded)
        {
            return false;
        }

        // Not awaited: whoever announces serves other sessions too, and must not wait for this client to read.
        _ = _output.WriteAsync(message).AsTask();
        return true;
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "The server '{Server}' answered a request that nobody waits for")]
    private partial void LogUnasked(string server);
}
