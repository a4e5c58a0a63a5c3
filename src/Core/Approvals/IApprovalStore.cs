namespace Catalog.Core.Approvals;

/// <summary>Requests for approval. Every member is atomic also between processes; lapses are reckoned by the store's clock.</summary>
public interface IApprovalStore
{
    /// <summary>
    /// Claims the approval of an equal request, or reports its denial, or that it waits, or makes it wait. An approval that another call has
    /// claimed or spent is none: the call asks anew. At most 3 wait for a grant's tool and 10 for a grant.
    /// Who holds the grant of an equal request that waits is added to who is known to hold it.
    /// What nobody decided is forgotten 30 days after it lapsed; what somebody decided is kept.
    /// </summary>
    Task<ApprovalAnswer> AskAsync(ApprovalRequest request, CancellationToken cancellationToken);

    /// <summary>Uses up a claimed approval.</summary>
    /// <returns>False where it is not claimed.</returns>
    Task<bool> TrySpendAsync(string id, CancellationToken cancellationToken);

    /// <summary>Gives a claimed or spent approval back, for a limit was full or no byte was sent; it lapses when it would have.</summary>
    /// <returns>False where it is neither claimed nor spent.</returns>
    Task<bool> TryReleaseAsync(string id, CancellationToken cancellationToken);

    /// <summary>
    /// Decides a request that waits. One denial ends it. An approval counts once for each approver: where more have to approve it goes on waiting,
    /// and a second one of the same approver changes nothing, nor does one of somebody who holds the grant of the call (<see cref="ApprovalRequest.IsHeldBy"/>).
    /// </summary>
    /// <returns>The request as it stands then; null where there is none of that id or it did not wait.</returns>
    Task<Approval?> DecideOrNullAsync(string id, bool approve, string approver, CancellationToken cancellationToken);

    /// <summary>One request, or null.</summary>
    Task<Approval?> FindOrNullAsync(string id, CancellationToken cancellationToken);

    /// <summary>Requests, newest first; all, or only those that wait.</summary>
    Task<IReadOnlyList<Approval>> ListAsync(bool pendingOnly, CancellationToken cancellationToken);
}
