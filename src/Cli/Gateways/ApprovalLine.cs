using Catalog.Core.Approvals;

namespace Catalog.Cli.Gateways;

/// <summary>A request for approval as <c>catalog approvals list --json</c> prints it.</summary>
internal sealed record ApprovalLine(
    string Id, ApprovalState State, string Grant, string? GrantLabel, string Server, string Tool, string Parameters, IReadOnlyList<string> Messages, string Rule,
    DateTimeOffset AskedAt, DateTimeOffset? LapsesAt, DateTimeOffset? DecidedAt, string? DecidedBy, int Approvers, IReadOnlyList<string> ApprovedBy)
{
    public static ApprovalLine Of(Approval approval) => new(
        approval.Id, approval.State, approval.Request.Grant, approval.Request.GrantLabel, approval.Request.Server, approval.Request.Tool, approval.Request.Parameters,
        approval.Request.Messages, approval.Request.Rule, approval.AskedAt, approval.LapsesAt, approval.DecidedAt, approval.DecidedBy,
        approval.Request.Approvers, approval.ApprovedBy);
}
