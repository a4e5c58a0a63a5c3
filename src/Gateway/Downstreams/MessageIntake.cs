using Catalog.Core.Catalogs;
using Catalog.Gateway.Enforcement;
using Catalog.Gateway.Relaying;

namespace Catalog.Gateway.Downstreams;

/// <summary>The door of every downstream: screens a message, and refuses methods that the gateway does not know.</summary>
internal sealed class MessageIntake(GatewayOptions options, DecisionJournal journal)
{
    public static readonly Refusal IdInFlight = new(RpcErrors.InvalidRequest, "A request of this id is under way in this session: use another id", "(id in flight)");

    private readonly ScreenLimits _limits = new() { MaxBytes = options.MaxMessageBytes, MaxDepth = options.MaxDepth };
    private readonly HashSet<string> _extra = new(options.ExtraMethods, StringComparer.Ordinal);

    /// <summary>Reads a message.</summary>
    /// <param name="bytes">The message; it must stay as it is while the message is on its way.</param>
    /// <param name="caller">Who sent it.</param>
    /// <param name="cancellationToken">Ends the wait for the decision log.</param>
    /// <param name="isText">Whether the bytes are known to be UTF-8.</param>
    /// <returns>The message, or the refusal with the answer to send; the answer is null where none is due, as to a notification.</returns>
    public async ValueTask<Intake> ReadAsync(ReadOnlyMemory<byte> bytes, Caller caller, CancellationToken cancellationToken, bool isText = false)
    {
        var screened = MessageScreen.Read(bytes, _limits, isText);
        if (screened.Refusal is { } refusal)
        {
            var answer = await RefuseAsync(refusal, screened.Id, caller, screened.Method, cancellationToken);
            return new Intake(null, refusal, !screened.HasId && screened.Method is not null ? null : answer);
        }

        var message = screened.Envelope!;
        if (message.Method is { } method && !Methods.IsKnown(method) && !_extra.Contains(method))
        {
            var unknown = new Refusal(RpcErrors.MethodNotFound, "The gateway does not know this method", "(unknown method)");
            var answer = await RefuseAsync(unknown, message.IdBytes, caller, method, cancellationToken);
            return new Intake(null, unknown, message.Kind == MessageKind.Request ? answer : null);
        }

        return new Intake(message, null, null);
    }

    /// <summary>Records that a caller begins or ends what is no message: a stream, a session.</summary>
    /// <returns>Null once it is recorded; else why it may not go on.</returns>
    public async ValueTask<Refusal?> NoteOrNullAsync(Caller caller, string method, CancellationToken cancellationToken)
    {
        try
        {
            await journal.BegunAsync(caller, method, cancellationToken);
            return null;
        }
        catch (StoreException failure)
        {
            journal.Lost(failure);
            return new Refusal(RpcErrors.NotRecorded, "The decision log cannot be written, so nothing is forwarded: tell the operator of the gateway", "(not recorded)");
        }
    }

    /// <summary>Records a refusal and makes its answer.</summary>
    public ValueTask<byte[]> RefuseAsync(Refusal refusal, ReadOnlyMemory<byte> id, Caller? caller, string? method, CancellationToken cancellationToken) =>
        RefuseAsync(new HttpRefusal(0, refusal), id, caller, method, cancellationToken);

    /// <summary>As above, of somebody who may be known and not be let in.</summary>
    public async ValueTask<byte[]> RefuseAsync(HttpRefusal refused, ReadOnlyMemory<byte> id, Caller? caller, string? method, CancellationToken cancellationToken)
    {
        await journal.RefusedUnreadAsync(refused.Refusal, caller?.Grant.Id ?? refused.Grant, caller?.Session, method, cancellationToken);
        return JsonAnswers.Error(id, refused.Refusal.Code, refused.Refusal.Message);
    }
}
