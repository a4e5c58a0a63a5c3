using Catalog.Core.Catalogs;
using Catalog.Core.Credentials;

namespace Catalog.Gateway.Credentials;

/// <summary>Secrets that a person stored by a name, for <c>${secret:NAME}</c> in a <c>gateway.yaml</c>: entries of the vault that belong to no server.</summary>
/// <param name="vault">Where they are.</param>
public sealed class StoredSecrets(ICredentialVault vault)
{
    /// <summary>How many bytes of UTF-8 a secret may have.</summary>
    public const int LongestBytes = 64 * 1024;

    /// <summary>In the place of a server's id, which is never empty: no credential of a server opens as a stored secret, nor the reverse.</summary>
    private const string Owner = "";

    /// <summary>Whether a secret may be called so: 1 to 64 letters, digits, <c>-</c>, <c>_</c> and <c>.</c>, the first a letter or digit.</summary>
    public static bool IsName(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return Configuration.Names.IsId(name);
    }

    /// <summary>All of them, without their values, by name.</summary>
    /// <exception cref="StoreException">The store cannot be reached.</exception>
    public async Task<IReadOnlyList<StoredCredential>> ListAsync(CancellationToken cancellationToken) =>
        [.. (await vault.ListAsync(cancellationToken)).Where(static stored => stored.Server == Owner)];

    /// <summary>Keeps a secret in the place of the one before.</summary>
    /// <exception cref="ArgumentException">The name is none.</exception>
    /// <exception cref="StoreException">The store cannot be reached, or the key cannot be used.</exception>
    public Task SetAsync(string name, string value, CancellationToken cancellationToken) =>
        IsName(name) ? vault.SetAsync(Owner, name, value, cancellationToken) : throw new ArgumentException("it is no name of a secret", nameof(name));

    /// <summary>Forgets a secret.</summary>
    /// <returns>Whether there was one.</returns>
    /// <exception cref="StoreException">The store cannot be reached.</exception>
    public async Task<bool> RemoveAsync(string name, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return await vault.RemoveAsync(Owner, name, cancellationToken) > 0;
    }

    /// <summary>The values of some of them, for one reading of a configuration.</summary>
    /// <param name="names">Which ones.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Those that are stored; of one that cannot be opened, why.</returns>
    /// <exception cref="StoreException">The store cannot be reached.</exception>
    public async Task<SecretValues> ReadAsync(IReadOnlyCollection<string> names, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(names);
        // The marks first: one that is set in between is then read again, and not taken for known.
        var marks = await MarksAsync(names, cancellationToken);
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        var problems = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in names.Distinct(StringComparer.Ordinal))
        {
            try
            {
                if (await vault.FindOrNullAsync(Owner, name, cancellationToken) is { } value)
                {
                    values[name] = value;
                }
            }
            catch (StoreException failure)
            {
                problems[name] = failure.Message;
            }
        }

        return new SecretValues(values, problems, marks);
    }

    /// <summary>A text that is another one after any of these secrets was set or removed; it says nothing of their values.</summary>
    /// <exception cref="StoreException">The store cannot be reached.</exception>
    internal async Task<string> MarksAsync(IReadOnlyCollection<string> names, CancellationToken cancellationToken) => string.Join(
        ' ',
        (await ListAsync(cancellationToken)).Where(stored => names.Contains(stored.Name, StringComparer.Ordinal)).Select(static stored => $"{stored.Name}:{stored.UpdatedAt.UtcTicks}:{stored.KeyId}"));
}
