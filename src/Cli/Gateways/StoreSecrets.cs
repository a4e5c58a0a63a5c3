using Catalog.Cli.Hosting;
using Catalog.Core.Credentials;
using Catalog.Gateway.Credentials;
using Microsoft.Extensions.DependencyInjection;

namespace Catalog.Cli.Gateways;

/// <summary>The stored secrets that a <c>gateway.yaml</c> names, before its gateway runs: in the store that a command names, else the file, else in the data home. Nothing is made of a store that is not there.</summary>
internal sealed class StoreSecrets(string? named) : ISecretSource
{
    public async Task<SecretValues> ReadAsync(string? store, IReadOnlyCollection<string> names, CancellationToken cancellationToken)
    {
        var location = named ?? store ?? DataHome.GatewayDatabase;
        var option = named is null ? "" : $"--store {named}";
        if (!Path.Exists(location))
        {
            return SecretValues.None.With(option);
        }

        await using var services = await GatewayStoreOption.OpenExistingAsync(location, cancellationToken);
        return (await new StoredSecrets(services.GetRequiredService<ICredentialVault>()).ReadAsync(names, cancellationToken)).With(option);
    }
}
