using Catalog.Core.Approvals;
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
        Elicitation? asked = null;
        while (true)
        {
            var pending = await TryDecideAsync(exchange, waiting.MayWait && asked?.Answer != OpenedPage.Refused, cancellationToken);
            if (pending is null)
            {
                if (asked is not null)
                {
                    await exchange.Notify!(ElicitationText.Complete(asked), cancellationToken);
                }

                return;
            }

            exchange.Waits?.Invoke();
            if (asks && asked is null)
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
                return ElicitationText.Required(exchange.Message.IdBytes, waiting, url);
            }
        }

        return JsonAnswers.Pending(exchange.Message.IdBytes, exchange.Era, waiting, policy, pages.AddressOrNull(waiting.Id));
    }

    /// <summary>Whether the client is to be asked by a result, once.</summary>
    private bool AsksByAnswer(Exchange exchange) =>
        exchange is { Era: ProtocolEra.Modern, Page: OpenedPage.Unknown } && pages.OpenableOrNull("") is not null && (exchange.TakesUrls ?? UrlCapability.IsDeclared(exchange.Message));
}
