using System.Globalization;
using System.Text;
using Catalog.Gateway.Enforcement;
using Catalog.Gateway.Relaying;

namespace Catalog.Gateway.Aggregation;

/// <content>Requests on their way to the server, under ids of the gateway's.</content>
internal sealed partial class Branch
{
    /// <summary>Gives a request an id of the gateway's. To be ended by <see cref="End"/>.</summary>
    /// <param name="admission">The leave to send it.</param>
    /// <param name="isOfClient">False for requests of the gateway's own.</param>
    /// <param name="hasTurn">Whether it has its server's turn, as <see cref="TurnAsync"/> gave it.</param>
    /// <param name="isRepeated">Whether it goes on with nothing that the server knows: what the client answered to the gateway stays here.</param>
    public Crossing Begin(Admission admission, bool isOfClient, bool hasTurn = false, bool isRepeated = false)
    {
        var message = admission.Message;
        var id = Encoding.ASCII.GetBytes(Interlocked.Increment(ref _last).ToString(CultureInfo.InvariantCulture));
        var sent = new MessageEdit(message.Bytes, new ParamPlaces()).Put(message.Id, id).Put(message.ProgressToken, id).Apply();
        var respelled = admission.Respelled(sent.ToArray());
        var own = isRepeated ? respelled.Respelled(RetryMembers.Without(respelled.Message)) : respelled;
        var crossing = new Crossing(admission, own, UpstreamMessage.KeyOf(id)!, isOfClient) { HasTurn = hasTurn };
        _crossings[crossing.Key] = crossing;
        return crossing;
    }

    public void End(Crossing crossing)
    {
        if (!_crossings.TryRemove(crossing.Key, out _))
        {
            return;
        }

        if (crossing.IsAnswered && IsAskedAside(crossing.Message))
        {
            _memory.LearnAsks(CallRecord.NameOf(crossing.Message), crossing.HasAsked);
        }

        _questions.Ended(crossing);
        if (crossing.HasTurn)
        {
            _turns.Leave();
        }
    }

    /// <summary>Sends what was admitted.</summary>
    /// <returns>Null once it is on its way; else why no byte of it was sent.</returns>
    public async Task<string?> SendAsync(Admission admission, CancellationToken cancellationToken)
    {
        try
        {
            return await _link.SendAsync(admission, cancellationToken);
        }
        catch (ObjectDisposedException)
        {
            return $"The server `{Name}` is not served any more: ask again";
        }
    }

    /// <summary>Tells the server that nobody waits for a request any more.</summary>
    public async Task CancelAsync(Crossing crossing)
    {
        var notice = Say.Notification(Methods.Cancelled, [.. "{\"requestId\":"u8, .. crossing.Sent.Message.IdBytes.Span, .. ",\"reason\":\"The client left\"}"u8]);
        await SendAsync(crossing.Admission.Notice(notice), CancellationToken.None);
    }

    /// <summary>A request of the gateway's own.</summary>
    public async Task<Reply> AskAsync(byte[] request, Caller caller, CancellationToken cancellationToken)
    {
        var entry = await DecideAsync(request, caller, Era, null, cancellationToken);
        if (entry.Admission is not { } admission)
        {
            _isGone = false;
            return new Reply(null, $"The gateway does not ask the server `{Name}` this", WasSent: false);
        }

        var crossing = Begin(admission, isOfClient: false);
        try
        {
            if (await SendAsync(crossing.Sent, cancellationToken) is { } unsent)
            {
                await admission.NotSentAsync();
                _isGone = true;
                return new Reply(null, unsent, WasSent: false);
            }

            await foreach (var told in crossing.ReadAllAsync(cancellationToken))
            {
                if (told.Answer is { } answer)
                {
                    _isGone = false;
                    return new Reply(UpstreamMessage.ReadOrNull(await admission.AnsweredAsync(answer)), null, WasSent: true);
                }

                if (told.Failure is { } failure)
                {
                    _isGone = true;
                    if (told.IsUnsent)
                    {
                        await admission.NotSentAsync();
                    }

                    admission.Abandon(isLost: true);
                    return new Reply(null, failure, WasSent: !told.IsUnsent);
                }
            }

            return new Reply(null, $"The server `{Name}` did not answer", WasSent: true);
        }
        catch (OperationCanceledException)
        {
            // Nobody waits that long for one that is there.
            _isGone = true;
            admission.Abandon();
            await CancelAsync(crossing);
            throw;
        }
        finally
        {
            admission.Abandon();
            End(crossing);
        }
    }
}
