using Catalog.Core.Approvals;
using Catalog.Core.Catalogs;
using Catalog.Gateway.Approvals.Elicitations;
using Catalog.Gateway.Relaying;

namespace Catalog.Gateway.Enforcement;

/// <content>Calls that are held open until a person decided.</content>
internal sealed partial class EnforcementPoint
{
    private async ValueTask DecideCallAsync(Exchange exchange, CancellationToken cancellationToken)
    {
        var token = exchange.Message.ProgressToken;
        // A client of the legacy era is asked while its call is held; one of the modern era is asked by the answer, and held when it comes again.
        var asks = exchange is { Era: ProtocolEra.Legacy, TakesUrls: true, Notify: not null } && pages.OpenableOrNull("") is not null;
        var holds = (exchange.Notify is not null && token.IsPresent && exchange.Page != OpenedPage.Refused && !AsksByAnswer(exchange)) || asks || exchange.Page == OpenedPage.Opened;
        if (!holds || options.ApprovalHold <= TimeSpan.Zero)
        {
            await TryDecideAsync(exchange, mayHold: false, cancellationToken);
            return;
        }

        var waiting = new ApprovalWait(clock, options.ApprovalHold);
        if (await TryDecideAsync(exchange, mayHold: true, cancellationToken) is not { } pending)
        {
            return;
        }

        var key = exchange.Message.IdKey!;
        var withdrawn = exchange.Held?.Hold(key) ?? CancellationToken.None;
        using var either = CancellationTokenSource.CreateLinkedTokenSource(withdrawn, cancellationToken);
        try
        {
            await HoldAsync(exchange, asks, waiting, pending, either.Token);
            withdrawn.ThrowIfCancellationRequested();
        }
        catch (OperationCanceledException) when (withdrawn.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            if (exchange.Admission is { } admitted)
            {
                await admitted.NotSentAsync();
            }

            exchange.Admission = null;
            await RefuseAsync(exchange, new Refusal(RpcErrors.NotDecided, RpcErrors.Cancelled, "(caller left)"), cancellationToken);
        }
        finally
        {
            exchange.Held?.Release(key);
        }
    }

    /// <summary>Decides a call again and again until somebody decided it, the time is over, or its client does not want it any more.</summary>
    private async ValueTask HoldAsync(Exchange exchange, bool asks, ApprovalWait waiting, Approval first, CancellationToken cancellationToken)
    {
        var token = exchange.Message.ProgressToken;
        Elicitation? asked = null;
        Approval? held = null;
        for (var pending = first; ; pending = await TryDecideAsync(exchange, waiting.MayWait && asked?.Answer != OpenedPage.Refused, cancellationToken))
        {
            if (pending is null)
            {
                if (asked is not null && asked.Answer != OpenedPage.Refused)
                {
                    await CompleteAsync(exchange, asked, held!.Id, cancellationToken);
                }

                return;
            }

            exchange.Waits?.Invoke();
            // A request that lapsed while it was held is another one now, with a page of its own.
            var isOther = held is not null && held.Id != pending.Id;
            held = pending;
            if (asks && (asked is null || isOther))
            {
                asked = elicitations.Open(exchange.Caller.Grant.Id);
                await exchange.Notify!(ElicitationText.Create(asked, pending, pages.OpenableOrNull(pending.Id)!), cancellationToken);
            }

            // Held: the caller is told that it goes on, and the call is decided anew from the first step.
            if (token.IsPresent && exchange.Notify is not null)
            {
                await exchange.Notify(JsonAnswers.Progress(token.Of(exchange.Message.Bytes), waiting.NextProgress(), $"Waiting for a person to approve request {pending.Id}"), cancellationToken);
            }

            await waiting.PauseAsync(cancellationToken);
        }
    }

    /// <summary>Tells the client that a page it was asked to open is done with, now or once it is.</summary>
    private async ValueTask CompleteAsync(Exchange exchange, Elicitation asked, string approval, CancellationToken cancellationToken)
    {
        ApprovalState? state = ApprovalState.Pending;
        try
        {
            state = (await approvals.FindOrNullAsync(approval, cancellationToken))?.State;
        }
        catch (StoreException)
        {
            // The call is decided already: the client is told as soon as the store can be read again.
        }

        if (state == ApprovalState.Pending)
        {
            WatchPage(exchange, approval, asked.Id);
        }
        else if (state is not (null or ApprovalState.Lapsed))
        {
            await exchange.Notify!(ElicitationText.Complete(asked.Id), cancellationToken);
        }
    }

    private void WatchPage(Exchange exchange, string approval, string elicitation)
    {
        if (exchange.Announce is { } tell)
        {
            completions.Watch(approval, elicitation, exchange.Caller.Session, tell);
        }
    }

    /// <summary>Whether a caller may have to be told, after its calls were answered, that a page is done with.</summary>
    /// <param name="caller">The caller.</param>
    /// <param name="takesUrls">Whether its client shows its user addresses to open.</param>
    internal bool MayAnnounce(Caller caller, bool takesUrls) =>
        takesUrls && pages.OpenableOrNull("") is not null && policies.FindOrNull(caller.Policy) is { } policy && policy.File.Tools.Any(static entry => entry.Approval is not null);

    /// <summary>A request with what the configuration says of who decides it.</summary>
    private ApprovalRequest AskedOf(Exchange exchange, ApprovalRequest request) =>
        request with { Approvers = options.Approvers.Of(request.Tool), Holders = options.OwnApprovals ? [] : exchange.Caller.Holders };

    /// <summary>What a call is told that waits.</summary>
    private byte[] PendingAnswer(Exchange exchange, Approval waiting, string? policy)
    {
        if (!exchange.Message.IsToolCall)
        {
            return JsonAnswers.PendingError(exchange.Message.IdBytes, waiting, policy, pages.AddressOrNull(waiting.Id));
        }

        if (pages.OpenableOrNull(waiting.Id) is { } url)
        {
            if (AsksByAnswer(exchange))
            {
                return ElicitationText.InputRequired(exchange.Message.IdBytes, waiting, url);
            }

            if (exchange is { Era: ProtocolEra.Legacy, TakesUrls: true, IsHeld: false })
            {
                WatchPage(exchange, waiting.Id, waiting.Id);
                return ElicitationText.Required(exchange.Message.IdBytes, waiting, url);
            }
        }

        return JsonAnswers.Pending(exchange.Message.IdBytes, exchange.Era, waiting, policy, pages.AddressOrNull(waiting.Id));
    }

    /// <summary>Whether the client is to be asked by a result, once.</summary>
    private bool AsksByAnswer(Exchange exchange) =>
        exchange is { Era: ProtocolEra.Modern, Page: OpenedPage.Unknown } && pages.OpenableOrNull("") is not null && (exchange.TakesUrls ?? UrlCapability.IsDeclared(exchange.Message));
}
