namespace Catalog.Core.Approvals;

/// <summary>A stored request for approval with its state.</summary>
public sealed record Approval
{
    /// <summary>Random, 22 characters of <c>[A-Za-z0-9_-]</c>; names the request, and decides nothing by itself.</summary>
    public required string Id { get; init; }

    /// <summary>What was asked.</summary>
    public required ApprovalRequest Request { get; init; }

    /// <summary>Where it stands now, lapses included.</summary>
    public required ApprovalState State { get; init; }

    /// <summary>When it was first asked.</summary>
    public required DateTimeOffset AskedAt { get; init; }

    /// <summary>When it was decided; null while it waits.</summary>
    public DateTimeOffset? DecidedAt { get; init; }

    /// <summary>The approver who decided, the last one where several had to; null while it waits.</summary>
    public string? DecidedBy { get; init; }

    /// <summary>Who has approved it so far, in order; fewer than <see cref="ApprovalRequest.Approvers"/> while it waits, and empty where nobody did.</summary>
    public IReadOnlyList<string> ApprovedBy { get; init; } = [];

    /// <summary>When the present state lapses; null for states that do not.</summary>
    public DateTimeOffset? LapsesAt { get; init; }
}
