using Catalog.Gateway.Enforcement;
using Catalog.Gateway.Relaying;
using Microsoft.Extensions.Logging;

namespace Catalog.Gateway.Downstreams;

/// <content>Has a message decided and sends it, unless it is withdrawn before.</content>
internal sealed partial class StdioDownstream
{
    private async Task PassAsync(Exchange exchange, PendingRequest request, CancellationToken cancellationToken)
    {
        var key = exchange.Message.IdKey;
        using var either = CancellationTokenSource.CreateLinkedTokenSource(request.Left.Token, cancellationToken);
        try
        {
            await _pipeline.RunAsync(exchange, either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The caller withdrew it before anything was forwarded.
            _pending.TryRemove(key!, out _);
            return;
        }

        if (exchange.Admission is not { } admission)
        {
            if (key is not null && exchange.Message.Kind == MessageKind.Request)
            {
                _pending.TryRemove(key, out _);
            }

            if (exchange.Answer is { Length: > 0 } answer)
            {
                await _output.WriteAsync(answer);
            }

            return;
        }

        request.Admission = admission;
        if (await _link.SendAsync(admission, cancellationToken) is { } failure)
        {
            if (exchange.Message.Kind != MessageKind.Request)
            {
                LogNotSent(_options.ServerId, failure);
            }
            else if (_pending.TryRemove(key!, out _))
            {
                await FailAsync(request, failure, sent: false);
            }
        }
    }

    /// <summary>A cancellation of a call that was not forwarded yet ends it here; the upstream never heard of it.</summary>
    private async Task<bool> CancelledHereAsync(Envelope message)
    {
        if (message.WithdrawnKey is not { } key || !_pending.TryGetValue(key, out var request))
        {
            return false;
        }

        if (request.Admission is null)
        {
            await request.Left.CancelAsync();
            return true;
        }

        // A cancelled request has no answer; one that comes all the same is not waited for.
        if (_pending.TryRemove(key, out _))
        {
            request.Admission.Abandon();
        }

        return false;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A message could not be sent to the server '{Server}': {Reason}")]
    private partial void LogNotSent(string server, string reason);
}
