using Catalog.Core.Credentials;

namespace Catalog.Gateway.Credentials;

/// <summary>The stored secrets of a gateway that runs: those of its own store, whatever its file names now, for the store changes with a restart only.</summary>
/// <param name="vault">The store's.</param>
/// <param name="location">The store's file, for advice; null where it is not known.</param>
internal sealed class VaultSecrets(ICredentialVault vault, string? location = null) : ISecretSource
{
    private readonly StoredSecrets _secrets = new(vault);

    /// <inheritdoc/>
    public async Task<SecretValues> ReadAsync(string? store, IReadOnlyCollection<string> names, CancellationToken cancellationToken) =>
        (await _secrets.ReadAsync(names, cancellationToken)).With(location is null ? "" : $"--store {location}");

    /// <summary>As <see cref="StoredSecrets.MarksAsync"/>.</summary>
    public Task<string> MarksAsync(IReadOnlyCollection<string> names, CancellationToken cancellationToken) => _secrets.MarksAsync(names, cancellationToken);
}
