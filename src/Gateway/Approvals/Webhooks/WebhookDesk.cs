using Catalog.Core.Approvals;
using Microsoft.Extensions.Logging;

namespace Catalog.Gateway.Approvals.Webhooks;

/// <summary>Takes what the receiver decided to the store. Whoever it asked, it counts as one approver: two people need two ways.</summary>
internal sealed partial class WebhookDesk(SignedDecisions decisions, IHeardMessages heard, IApprovalStore approvals, ILogger<WebhookDesk> logger)
{
    /// <summary>The approver in whose name a receiver decides.</summary>
    public const string Approver = "webhook";

    /// <summary>Decides a request as a signed message says.</summary>
    /// <param name="header">The value of a header; empty where there is none or several.</param>
    /// <param name="body">The message.</param>
    /// <param name="expected">The only request that it may be about; null for any.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The request as it stands then, or why it was not decided. <c>IsKnown</c> is false where the message itself is refused.</returns>
    public async Task<(Approval? Decided, string? Refusal, bool IsKnown)> TakeAsync(Func<string, string> header, ReadOnlyMemory<byte> body, string? expected, CancellationToken cancellationToken)
    {
        var (decision, refusal) = decisions.Read(header, body);
        if (decision is null)
        {
            LogRefused(refusal!);
            return (null, refusal, false);
        }

        if (!await heard.TryHearAsync(decision.Message, SignedDecisions.Kept, cancellationToken))
        {
            const string Again = "A message of this id was heard already: give each one an id of its own";
            LogRefused(Again);
            return (null, Again, false);
        }

        if (expected is not null && decision.Id != expected)
        {
            LogRefused("the answer to one request names another");
            return (null, "The answer to a webhook decides the request that it announced, and no other", false);
        }

        var decided = await approvals.DecideOrNullAsync(decision.Id, decision.Approve, Approver, cancellationToken);
        return decided is null ? (null, "No such request waits", true)
            : decision.Approve && decided.Request.IsHeldBy(Approver) ? (null, ApprovalText.OwnCall, true)
            : (decided, null, true);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A decision by webhook was refused: {Reason}")]
    private partial void LogRefused(string reason);
}
