using Catalog.Gateway.Enforcement;
using Catalog.Gateway.Relaying;

namespace Catalog.Gateway.Aggregation;

/// <content>Which call a question of the server belongs to, where its client is asked by the answer of the call.</content>
internal sealed partial class Branch
{
    /// <summary>The only request of the client that is not answered; null where there are none or several.</summary>
    public Crossing? OnlyCrossingOrNull()
    {
        var under = _crossings.Values.Where(static c => c.IsOfClient && !c.IsAnswered).Take(2).ToList();
        return under.Count == 1 ? under[0] : null;
    }

    /// <summary>The request of the client that a message of the server belongs to: the one on whose stream it came, else the only one. Null where there are several, and where that one is answered: it would hear nothing more.</summary>
    public Crossing? CrossingOfOrNull(UpstreamMessage message) =>
        message.StreamOf is null || !_crossings.TryGetValue(message.StreamOf, out var own) || !own.IsOfClient ? OnlyCrossingOrNull() : own.IsAnswered ? null : own;

    /// <summary>Has a question of the server asked by the call that it belongs to, at once or as soon as that is certain.</summary>
    /// <returns>False where no call can ask it.</returns>
    public bool TryAskByCall(UpstreamMessage question)
    {
        if (question.StreamOf is null)
        {
            _memory.AsksAside = true;
        }

        if (CrossingOfOrNull(question) is { } call)
        {
            return TryAsk(call, question);
        }

        // A call that is begun from now on cannot have asked.
        var under = _crossings.Values.Where(static c => c.IsOfClient).ToList();
        if (under.Count < 2 || !_questions.TryHold(question, under))
        {
            return false;
        }

        foreach (var ended in under.Where(c => !_crossings.ContainsKey(c.Key)))
        {
            _questions.Ended(ended);
        }

        return true;
    }

    /// <summary>Waits until a call may be sent that may ask its client for something.</summary>
    /// <returns>Whether it may be sent, and whether it has the turn of those that ask.</returns>
    public Task<(bool MayGo, bool HasTurn)> TurnAsync(Envelope message, CancellationToken cancellationToken) =>
        IsAskedAside(message) ? _turns.EnterAsync(CallRecord.NameOf(message), cancellationToken) : Task.FromResult((true, false));

    /// <summary>Takes back a question that a call asks of a client of the modern era.</summary>
    /// <returns>False where none asks it.</returns>
    public bool TryWithdraw(string idKey) => _questions.TryWithdraw(idKey) || _crossings.Values.Any(crossing => crossing.Wishes.TryWithdraw(idKey));

    /// <summary>Whether a request may have to ask its client by its answer, and what the server asks will not say which request asks.</summary>
    private bool IsAskedAside(Envelope message) =>
        _profile.Era == ProtocolEra.Modern && Era == ProtocolEra.Legacy && _profile.CanAnything && message.Method is Methods.ToolsCall or Methods.GetPrompt or Methods.ReadResource
        && (_memory.AsksAside || Lane.Options.Command.Count > 0);

    private bool TryAsk(Crossing call, UpstreamMessage question)
    {
        if (!call.TryAsk(question))
        {
            return false;
        }

        // Learnt at once: whoever waits to know it goes on waiting.
        _memory.LearnAsks(CallRecord.NameOf(call.Message), asked: true);
        return true;
    }

    private void Settled(UpstreamMessage question, Crossing? call)
    {
        if (call is null || !TryAsk(call, question))
        {
            Reply(JsonAnswers.Error(question.Id.Of(question.Bytes), RpcErrors.MethodNotFound, "The client cannot be asked this through the gateway, for nothing says which of its calls asks"));
        }
    }
}
