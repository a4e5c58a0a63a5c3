using System.Text.Json;
using Catalog.Core.Approvals;
using Catalog.Core.Catalogs;
using Catalog.Gateway.Enforcement;
using Catalog.Gateway.Relaying;

namespace Catalog.Gateway.Approvals.Elicitations;

/// <summary>
/// Takes in what clients answer to the gateway's own questions, which no server is to hear. An answer approves nothing: a retry is decided
/// as the call that it repeats, without the members that were the gateway's.
/// </summary>
internal sealed class ElicitationStep(ElicitationDesk desk, IApprovalStore approvals) : IExchangeStep
{
    public async ValueTask RunAsync(Exchange exchange, CancellationToken cancellationToken)
    {
        var message = exchange.Message;
        if (message.Kind == MessageKind.Response && desk.FindOrNull(message.IdKey, exchange.Caller.Grant.Id) is { } asked)
        {
            asked.Answer = IsAccepted(message) ? OpenedPage.Opened : OpenedPage.Refused;
            exchange.Answer = ReadOnlyMemory<byte>.Empty;
        }
        else if (message.IsToolCall && message.RequestState.IsPresent && exchange.Era == ProtocolEra.Modern && StateOrNull(message) is { } id && await IsOwnAsync(id, exchange, cancellationToken))
        {
            var (bytes, opened) = WithoutAnswer(message);
            exchange.Repeat(MessageScreen.Read(bytes, new ScreenLimits { MaxBytes = int.MaxValue, MaxDepth = 512 }).Envelope
                ?? throw new InvalidOperationException("a screened message with fewer members is no message"));
            exchange.Page = opened;
        }
    }

    /// <summary>The id in a state that some gateway of this kind made; null for any other.</summary>
    private static string? StateOrNull(Envelope message) =>
        UpstreamMessage.KeyOrNull(message.RequestState.Of(message.Bytes).Span) is ['s', .. var state] && state.StartsWith(ElicitationText.StatePrefix, StringComparison.Ordinal)
            ? state[ElicitationText.StatePrefix.Length..]
            : null;

    // Another gateway may stand behind this one, whose states are its own.
    private async ValueTask<bool> IsOwnAsync(string id, Exchange exchange, CancellationToken cancellationToken)
    {
        try
        {
            return await approvals.FindOrNullAsync(id, cancellationToken) is { } approval
                && approval.Request.Grant == exchange.Caller.Grant.Id && approval.Request.Tool == exchange.Message.Name;
        }
        catch (StoreException)
        {
            // The call asks for its approval next, and is denied for the same reason.
            return false;
        }
    }

    private static bool IsAccepted(Envelope answer)
    {
        using var document = JsonDocument.Parse(answer.Bytes, new JsonDocumentOptions { MaxDepth = 512 });
        return document.RootElement.TryGetProperty("result", out var result) && IsAccepted(result);
    }

    private static bool IsAccepted(JsonElement result) =>
        result.ValueKind == JsonValueKind.Object && result.TryGetProperty("action", out var action) && action.ValueKind == JsonValueKind.String && action.ValueEquals("accept"u8);

    private static (byte[] Bytes, OpenedPage Opened) WithoutAnswer(Envelope message)
    {
        var parameters = message.Params.Of(message.Bytes);
        using var document = JsonDocument.Parse(parameters, new JsonDocumentOptions { MaxDepth = 512 });
        var opened = document.RootElement.TryGetProperty("inputResponses", out var answers) && answers.ValueKind == JsonValueKind.Object
            && answers.TryGetProperty(ElicitationText.Key, out var answer) && IsAccepted(answer) ? OpenedPage.Opened : OpenedPage.Refused;
        return (RetryMembers.Without(message), opened);
    }
}
