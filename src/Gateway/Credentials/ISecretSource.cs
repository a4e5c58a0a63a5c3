using Catalog.Core.Catalogs;

namespace Catalog.Gateway.Credentials;

/// <summary>Where a reading of a <c>gateway.yaml</c> finds the stored secrets that it names.</summary>
public interface ISecretSource
{
    /// <summary>Reads secrets.</summary>
    /// <param name="store">The whole path of the store that the file names; null for none.</param>
    /// <param name="names">Which secrets; at least one.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="StoreException">The store cannot be reached.</exception>
    Task<SecretValues> ReadAsync(string? store, IReadOnlyCollection<string> names, CancellationToken cancellationToken);
}
