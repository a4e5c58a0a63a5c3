namespace Catalog.Core.Grants;

/// <summary>Who may call what through the gateway.</summary>
public interface IGrantStore
{
    /// <summary>Keeps a new grant.</summary>
    /// <returns>False where the id or the token hash is taken.</returns>
    Task<bool> TryAddAsync(Grant grant, CancellationToken cancellationToken);

    /// <summary>The grant of a token, also of one that a rotation replaced, expired and revoked ones too; null where there is none. Whether the token is good now says <see cref="Grant.IsLive"/>.</summary>
    Task<Grant?> FindByTokenHashOrNullAsync(string tokenHash, CancellationToken cancellationToken);

    /// <summary>All grants, newest first.</summary>
    Task<IReadOnlyList<Grant>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Ends a grant at once.</summary>
    /// <returns>False where there is no live grant of that id.</returns>
    Task<bool> TryRevokeAsync(string id, CancellationToken cancellationToken);

    /// <summary>Gives a live grant a new token; the one before stays good until a moment, and the one before that ends at once.</summary>
    /// <param name="id">The grant.</param>
    /// <param name="tokenHash">SHA-256 of the new token, 64 hexadecimal digits.</param>
    /// <param name="previousUntil">Until when the replaced token is good.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>False where there is no live grant of that id, or the hash is taken.</returns>
    Task<bool> TryRotateAsync(string id, string tokenHash, DateTimeOffset previousUntil, CancellationToken cancellationToken);

    /// <summary>Notes a use.</summary>
    Task TouchAsync(string id, CancellationToken cancellationToken);
}
