using Catalog.Gateway.Enforcement;
using Catalog.Gateway.Relaying;

namespace Catalog.Gateway.Aggregation;

/// <content>What the server says.</content>
internal sealed partial class Branch
{
    private Caller? _caller;

    /// <summary>Who the session's client is at this server, as it was told last.</summary>
    public Caller? Caller
    {
        get => Volatile.Read(ref _caller);
        set => Volatile.Write(ref _caller, value);
    }

    public ValueTask MessageAsync(UpstreamMessage message, CancellationToken cancellationToken)
    {
        if (message.IsResponse)
        {
            if (message.IdKey is not null && _crossings.TryGetValue(message.IdKey, out var asked) && OwnAnswerOrNull(asked, message) is { } answer)
            {
                KeepToken(asked, answer);
                asked.End(answer);
            }
        }
        else if (message.Id.IsPresent || message.IsAmbiguous || message.Method?.StartsWith("notifications/", StringComparison.Ordinal) != true)
        {
            return QuestionAsync(message);
        }
        else
        {
            Notice(message);
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask FailedAsync(string idKey, string reason, bool sent, CancellationToken cancellationToken)
    {
        if (_crossings.TryGetValue(idKey, out var crossing))
        {
            crossing.Fail(reason, isUnsent: !sent);
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask LostAsync(string reason, CancellationToken cancellationToken)
    {
        foreach (var crossing in _crossings.Values)
        {
            crossing.Fail(reason);
        }

        return ValueTask.CompletedTask;
    }

    /// <summary>Sends the client's answer to a question of the server, or the gateway's own.</summary>
    public async Task AnswerAsync(ReadOnlyMemory<byte> answer, Caller caller, CancellationToken cancellationToken)
    {
        var entry = await DecideAsync(answer, caller, Era, null, cancellationToken);
        if (entry.Admission is { } admission)
        {
            await SendAsync(admission, cancellationToken);
        }
    }

    /// <summary>The answer to a crossing with the id of its client's last message about it.</summary>
    public static UpstreamMessage Own(Crossing crossing, UpstreamMessage answer) =>
        answer.Id.Of(answer.Bytes).Span.SequenceEqual(crossing.Message.IdBytes.Span) ? answer : OwnAnswerOrNull(crossing, answer) ?? answer;

    private static UpstreamMessage? OwnAnswerOrNull(Crossing crossing, UpstreamMessage message) =>
        UpstreamMessage.ReadOrNull(new MessageEdit(message.Bytes, new ParamPlaces()).Put(message.Id, crossing.Message.IdBytes).Apply());

    private async ValueTask QuestionAsync(UpstreamMessage question)
    {
        if (Caller is { } caller && question.Method != "ping")
        {
            var verdict = await _point.JudgeQuestionAsync(caller, _tools, question);
            if (!verdict.Passes)
            {
                if (verdict.Reply is { } reply)
                {
                    _ = SendAsync(reply, _ending.Token);
                }

                return;
            }
        }

        if (!question.Id.IsPresent)
        {
            return;
        }

        if (question.Method == "ping")
        {
            Reply(Say.Result(question.Id.Of(question.Bytes), "{}"u8));
        }
        else if (!_owner.TryAsk(this, question))
        {
            Reply(JsonAnswers.Error(question.Id.Of(question.Bytes), RpcErrors.MethodNotFound, "The client cannot be asked this through the gateway"));
        }
    }

    private void Reply(byte[] answer)
    {
        if (Caller is { } caller)
        {
            // Not awaited: the reader of the server's messages must not wait for its input to be read.
            _ = ReplyAsync(answer, caller);
        }
    }

    private async Task ReplyAsync(byte[] answer, Caller caller)
    {
        try
        {
            await AnswerAsync(answer, caller, _ending.Token);
        }
        catch (OperationCanceledException)
        {
            // The session ends.
        }
    }

    private void Notice(UpstreamMessage message)
    {
        if (message.ProgressToken.IsPresent)
        {
            if (UpstreamMessage.KeyOrNull(message.ProgressToken.Of(message.Bytes).Span) is { } token && !TryTellOfTask(message, token)
                && _crossings.TryGetValue(token, out var watched) && watched.Message.ProgressToken.IsPresent)
            {
                watched.Tell(Splice.Replace(message.Bytes, (message.ProgressToken, watched.Message.ProgressToken.Of(watched.Message.Bytes))));
            }

            return;
        }

        if (message.Method == Methods.Cancelled)
        {
            _owner.Withdraw(this, message);
        }
        else if (ListOf(message.Method) is { } changed)
        {
            _owner.Changed(this, changed);
        }
        else if (message.SubscriptionId.IsPresent && message.Method == "notifications/subscriptions/acknowledged")
        {
            // It concerns nobody but the gateway, which takes what it is given.
            return;
        }
        else
        {
            _owner.Tell(this, message);
        }
    }

    private static ListShape? ListOf(string? method) => method switch
    {
        "notifications/tools/list_changed" => ListShape.Tools,
        "notifications/prompts/list_changed" => ListShape.Prompts,
        "notifications/resources/list_changed" => ListShape.Resources,
        _ => null,
    };
}
