namespace Catalog.Core.Approvals;

/// <summary>The credentials of those who may decide. No grant holds one, and no process that the gateway starts inherits one.</summary>
public interface IApproverStore
{
    /// <summary>Keeps an approver's credential in place of an earlier one of that name.</summary>
    /// <param name="name">1 to 64 characters.</param>
    /// <param name="secretHash">A salted hash of the secret, in the text form of the hasher; never the secret.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    Task SetAsync(string name, string secretHash, CancellationToken cancellationToken);

    /// <summary>Names and hashes of all approvers, by name; empty before <c>catalog approvals init</c>.</summary>
    Task<IReadOnlyDictionary<string, string>> ListAsync(CancellationToken cancellationToken);
}
