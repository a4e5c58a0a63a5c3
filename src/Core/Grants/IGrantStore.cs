namespace Catalog.Core.Grants;

/// <summary>Who may call what through the gateway.</summary>
public interface IGrantStore
{
    /// <summary>Keeps a new grant.</summary>
    /// <returns>False where the id or the token hash is taken.</returns>
    Task<bool> TryAddAsync(Grant grant, CancellationToken cancellationToken);

    /// <summary>The grant of a token, expired and revoked ones too; null where there is none.</summary>
    Task<Grant?> FindByTokenHashOrNullAsync(string tokenHash, CancellationToken cancellationToken);

    /// <summary>All grants, newest first.</summary>
    Task<IReadOnlyList<Grant>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Ends a grant at once.</summary>
    /// <returns>False where there is no live grant of that id.</returns>
    Task<bool> TryRevokeAsync(string id, CancellationToken cancellationToken);

    /// <summary>Notes a use.</summary>
    Task TouchAsync(string id, CancellationToken cancellationToken);
}
