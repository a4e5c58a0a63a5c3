namespace Catalog.Gateway.Approvals.Webhooks;

/// <summary>What a receiver decided.</summary>
/// <param name="Id">The request.</param>
/// <param name="Approve">Whether it approves.</param>
/// <param name="Message">The id of the message that says so.</param>
internal sealed record SignedDecision(string Id, bool Approve, string Message);
