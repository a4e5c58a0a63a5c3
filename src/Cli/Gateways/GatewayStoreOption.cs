using System.CommandLine;
using Catalog.Cli.Hosting;
using Catalog.Core.Catalogs;
using Catalog.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Catalog.Cli.Gateways;

/// <summary>The option <c>--store</c>, the same in every command that opens what a gateway writes.</summary>
internal static class GatewayStoreOption
{
    public static Option<string?> Create() => new("--store")
    {
        Description = "What the gateway writes: grants, counters, approvals, decisions (default: gateway.db in the data home)",
        HelpName = "FILE",
    };

    public static string Locate(ParseResult parsed, Option<string?> option) => parsed.GetValue(option) ?? DataHome.GatewayDatabase;

    /// <summary>The opened store; dispose the provider.</summary>
    public static async Task<ServiceProvider> OpenAsync(ParseResult parsed, Option<string?> option, CancellationToken cancellationToken)
    {
        var services = new ServiceCollection().AddGatewayStore(Locate(parsed, option)).BuildServiceProvider();
        foreach (var store in services.GetServices<IStoreOpening>())
        {
            await store.OpenAsync(cancellationToken);
        }

        return services;
    }
}
