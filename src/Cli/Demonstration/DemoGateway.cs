using Catalog.Cli.Gateways;
using Catalog.Cli.Hosting;
using Catalog.Core.Catalogs;
using Catalog.Core.Servers;
using Catalog.Crawler.Fetching;
using Catalog.Gateway;
using Catalog.Gateway.Loading;
using Catalog.Policy.Documents;
using Catalog.Policy.Recommending;
using Catalog.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Catalog.Cli.Demonstration;

/// <summary>The gateway of <c>catalog up</c>: the reference filesystem server on a fresh folder, behind the policy that the catalog recommends for it.</summary>
internal sealed class DemoGateway(ICatalogReader catalog, INpmInstallation npm, TimeProvider clock)
{
    private const string Package = "@modelcontextprotocol/server-filesystem";

    /// <summary>The name under which clients, limits and the log know it.</summary>
    public const string Name = "catalog-demo";

    /// <summary>Installs the server where it is not yet, places the policy, and listens.</summary>
    /// <returns>The gateway with its folder and policy; or null and the reason, in words for the user.</returns>
    public async Task<(RunningDemo? Running, string? Problem)> StartAsync(int port, CancellationToken cancellationToken)
    {
        var server = await catalog.FindServerOrNullAsync(ServerKey.Parse("npm:" + Package), cancellationToken);
        if (server?.Snapshot.Version is not { } version)
        {
            return (null, $"`npm:{Package}` is not in the catalog yet");
        }

        var home = Path.Combine(DataHome.Path, "demo");
        var installation = Path.Combine(home, "server");
        Directory.CreateDirectory(installation);
        var installed = await npm.InstallAsync(Package, version, installation, cancellationToken);
        if (installed.Entry is null)
        {
            return (null, installed.Problem);
        }

        var tools = await catalog.ListToolsAsync(server.Key, withUnreached: false, cancellationToken);
        var recommended = PolicyRecommender.ForServer(
            [.. tools.Select(static t => new ClassifiedTool(t.Definition, t.Classification))],
            new RecommendationOptions { Server = server.Key.Value, Dialect = PolicyDialect.Gateway });
        var (policy, isEdited) = DemoPolicy.Place(home, PolicyWriter.Write(recommended));
        var folder = DemoFolder.Create(home, clock.GetUtcNow());
        var options = new GatewayOptions
        {
            ServerId = Name,
            PolicyFile = policy,
            Command = ["node", installed.Entry, folder],
            Listen = new Uri($"http://127.0.0.1:{port}"),
        };
        try
        {
            return (new RunningDemo(await GatewayHost.StartAsync(options, Configure, cancellationToken), folder, policy, isEdited), null);
        }
        catch (BadPolicyException bad)
        {
            return (null, bad.Message);
        }
        catch (IOException failure)
        {
            throw new CommandFailedException(
                $"cannot listen on port {port} for the gateway: {failure.Message.TrimEnd('.')}; stop what listens there, or choose other ports with --port N", ExitCodes.Failed, failure);
        }
    }

    private static void Configure(IServiceCollection services) => services
        .AddGatewayStore(DataHome.GatewayDatabase)
        .AddLogging(static logging => logging.SetMinimumLevel(LogLevel.Warning).AddVisibleConsole());
}
