using System.Collections.Concurrent;
using Catalog.Gateway.Enforcement;
using Catalog.Gateway.Relaying;
using Catalog.Gateway.Upstreams;
using Microsoft.AspNetCore.Http;

namespace Catalog.Gateway.Downstreams;

/// <summary>
/// One process of the upstream behind HTTP. Answers go to the POST that asked. What the server says unasked goes: progress and
/// subscriptions to the POST they name; anything else to the only POST under way, else to the stream that the client holds open, else it
/// waits for one. A shared process hears ids and tokens of the gateway's making, for its clients know nothing of each other.
/// </summary>
internal sealed partial class ProcessSession : ILinkEvents, IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, Flight> _flights = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Flight> _tokens = new(StringComparer.Ordinal);
    private readonly bool _isShared;
    private readonly IUpstreamLink _link;
    private readonly TimeSpan _keepAlive;
    private readonly TimeProvider _clock;
    private readonly EnforcementPoint _point;
    private Admission? _latest;
    private long _last;

    public ProcessSession(LinkFactory links, EnforcementPoint point, bool isShared, TimeSpan keepAlive, TimeProvider clock)
    {
        (_keepAlive, _clock) = (keepAlive, clock);
        _point = point;
        _isShared = isShared;
        _link = links.Open(this);
    }

    /// <summary>What belongs to no POST: for the stream that the client holds open.</summary>
    public UnaskedStream Unasked { get; } = new();

    /// <summary>Forwards a message and answers its POST.</summary>
    /// <returns>False where nothing was sent.</returns>
    public async Task<bool> PostAsync(HttpPost post)
    {
        // Whoever asked last is who the server asks in turn: all of a session, and of a shared process, have one grant.
        Volatile.Write(ref _latest, post.Admission);
        if (post.Message.Kind != MessageKind.Request)
        {
            var (notice, meant) = post.Message.Method == Methods.Cancelled ? Withdrawn(post) : (post.Admission, null);
            if (notice is not null && await _link.SendAsync(notice, post.Answer.Aborted) is { } failure)
            {
                await post.Answer.EndAsync(StatusCodes.Status502BadGateway, JsonAnswers.Error(default, RpcErrors.UpstreamFailed, failure), post.Answer.Aborted);
                return false;
            }

            // A cancelled request has no answer: its POST would hold one of the grant's seats for as long as the client keeps it open.
            meant?.Post.Admission.Abandon();
            meant?.Fail(RpcErrors.Cancelled);
            post.Answer.Context.Response.StatusCode = StatusCodes.Status202Accepted;
            return true;
        }

        var flight = Begin(post);
        try
        {
            if (await _link.SendAsync(flight.Admission, post.Answer.Aborted) is { } reason)
            {
                await post.Admission.NotSentAsync();
                await post.Answer.EndAsync(StatusCodes.Status200OK, JsonAnswers.Error(post.Message.IdBytes, RpcErrors.UpstreamFailed, reason), post.Answer.Aborted);
                return false;
            }

            await DeliverAsync(flight);
            return true;
        }
        catch (OperationCanceledException) when (post.Answer.Aborted.IsCancellationRequested)
        {
            post.Admission.Abandon();
            await CancelAsync(flight);
            throw;
        }
        finally
        {
            _flights.TryRemove(KeyValuePair.Create(flight.Key, flight));
            Forget(flight);
        }
    }

    public async ValueTask MessageAsync(UpstreamMessage message, CancellationToken cancellationToken)
    {
        if (message.IsResponse)
        {
            // From here on it takes nothing more: what the server says next is for others.
            if (message.IdKey is not null && _flights.TryRemove(message.IdKey, out var asked))
            {
                Forget(asked);
                await AnswerAsync(asked, message);
            }

            return;
        }

        if (Volatile.Read(ref _latest) is not { } latest)
        {
            return;
        }

        // Before anything else: a question may hold what a notice is known by.
        var verdict = await _point.JudgeQuestionAsync(latest.Caller, latest.Tools, message);
        if (verdict.Passes)
        {
            Deliver(message);
        }
        else if (verdict.Reply is { } reply)
        {
            // Not awaited: the reader of the server's messages must not wait for its input to be read.
            _ = ReplyAsync(reply, cancellationToken);
        }
    }

    public ValueTask FailedAsync(string idKey, string reason, bool sent, CancellationToken cancellationToken)
    {
        if (_flights.TryGetValue(idKey, out var flight))
        {
            flight.Fail(reason);
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask LostAsync(string reason, CancellationToken cancellationToken)
    {
        foreach (var flight in _flights.Values)
        {
            flight.Fail(reason);
        }

        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        Unasked.Complete();
        await LostAsync("The session was closed", CancellationToken.None);
        await _link.DisposeAsync();
    }

    private async Task ReplyAsync(Admission reply, CancellationToken cancellationToken)
    {
        try
        {
            await _link.SendAsync(reply, cancellationToken);
        }
        catch (Exception gone) when (gone is OperationCanceledException or ObjectDisposedException)
        {
            // The session ends.
        }
    }

    private async Task AnswerAsync(Flight flight, UpstreamMessage message)
    {
        var own = _isShared && UpstreamMessage.ReadOrNull(WithOwnId(flight, message)) is { } respelled ? respelled : message;
        var status = own.ErrorCode is { } code && flight.Post.Era == ProtocolEra.Modern ? HttpRefusal.StatusOf(code, ProtocolEra.Modern) : StatusCodes.Status200OK;
        flight.End(status, await flight.Post.Admission.AnsweredAsync(own));
    }

    private void Deliver(UpstreamMessage message)
    {
        if (message.ProgressToken.IsPresent && UpstreamMessage.KeyOrNull(message.ProgressToken.Of(message.Bytes).Span) is { } token)
        {
            if (_tokens.TryGetValue(token, out var watched))
            {
                watched.Tell(_isShared ? Splice.Replace(message.Bytes, (message.ProgressToken, watched.Post.Message.ProgressToken.Of(watched.Post.Message.Bytes))) : message.Bytes);
            }
            else if (!_isShared)
            {
                // A task goes on under the token of the call that began it, which is answered.
                Unasked.TryTell(message.Bytes);
            }

            return;
        }

        if (message.SubscriptionId.IsPresent && UpstreamMessage.KeyOrNull(message.SubscriptionId.Of(message.Bytes).Span) is { } subscription
            && _flights.TryGetValue(subscription, out var listener))
        {
            listener.Tell(_isShared ? Splice.Replace(message.Bytes, (message.SubscriptionId, listener.Post.Message.IdBytes)) : message.Bytes);
            return;
        }

        var under = _flights.Values.Take(2).ToList();
        if (under.Count == 1)
        {
            under[0].Tell(message.Bytes);
        }
        else if (!_isShared)
        {
            // Nobody holds the stream open yet: a client that will gets it then.
            Unasked.TryTell(message.Bytes);
        }
    }

    private async Task DeliverAsync(Flight flight)
    {
        var answer = flight.Post.Answer;
        await using var told = flight.ReadAllAsync(answer.Aborted).GetAsyncEnumerator(answer.Aborted);
        while (await answer.WaitAsync(told.MoveNextAsync(), _keepAlive, _clock))
        {
            var (status, message) = told.Current;
            if (status is { } final)
            {
                await answer.EndAsync(final, message, answer.Aborted);
                return;
            }

            await answer.TellAsync(message, answer.Aborted);
        }
    }
}
