using Catalog.Core.Catalogs;

namespace Catalog.Core.Credentials;

/// <summary>Secrets with which the gateway proves itself to servers, and those that its configuration names, whose server is empty. What is stored is encrypted, and bound to its server and name.</summary>
public interface ICredentialVault
{
    /// <summary>What is there, without the secrets, by server and name.</summary>
    /// <exception cref="StoreException">The store cannot be reached.</exception>
    Task<IReadOnlyList<StoredCredential>> ListAsync(CancellationToken cancellationToken);

    /// <summary>A secret; null where there is none.</summary>
    /// <param name="server">The gateway's id of the server.</param>
    /// <param name="name">What it is, such as <c>refresh_token</c>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="StoreException">The store cannot be reached, or the key is missing, or the entry was changed or moved by somebody.</exception>
    Task<string?> FindOrNullAsync(string server, string name, CancellationToken cancellationToken);

    /// <summary>Keeps a secret in the place of the one before. The first one makes the key.</summary>
    /// <exception cref="StoreException">The store cannot be reached, or the key cannot be used.</exception>
    Task SetAsync(string server, string name, string secret, CancellationToken cancellationToken);

    /// <summary>Forgets secrets.</summary>
    /// <param name="server">The server.</param>
    /// <param name="name">Which one; null for all of the server.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>How many there were.</returns>
    Task<int> RemoveAsync(string server, string? name, CancellationToken cancellationToken);

    /// <summary>Keeps a server's secrets for the caller alone, over all processes of the store, while it trades one for another. Whoever does not ask for this may still read and write them.</summary>
    /// <param name="server">The server.</param>
    /// <param name="cancellationToken">Ends the wait for the store, not for whoever has them.</param>
    /// <returns>What gives them up when it is disposed, as the system does when the process ends; null while another has them.</returns>
    /// <exception cref="StoreException">Nobody can have them: the store's folder cannot be written.</exception>
    Task<IDisposable?> HoldOrNullAsync(string server, CancellationToken cancellationToken);

    /// <summary>Encrypts everything anew: with a new key where keys are in a file, which then holds that alone; else with the first of the keys that were given.</summary>
    /// <returns>How many secrets there are.</returns>
    /// <exception cref="StoreException">An entry cannot be opened: nothing is changed, and no key is lost.</exception>
    Task<int> RotateKeyAsync(CancellationToken cancellationToken);
}
