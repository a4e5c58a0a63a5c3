namespace Catalog.Core.Approvals;

/// <summary>What a call that asks for approval is told.</summary>
/// <param name="Status">How it stands.</param>
/// <param name="Approval">The request that the status is of; null for <see cref="ApprovalStatus.TooMany"/> and <see cref="ApprovalStatus.Unavailable"/>.</param>
public sealed record ApprovalAnswer(ApprovalStatus Status, Approval? Approval)
{
    /// <summary>Whether this call made the request, so that somebody is to be told of it; false for one that waited already.</summary>
    public bool IsNew { get; init; }
}
