using System.CommandLine;
using System.Text.Json;
using Catalog.Cli.Hosting;
using Catalog.Core.Catalogs;
using Catalog.Core.Tools;
using Catalog.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Catalog.Cli.Commands;

/// <summary><c>catalog migrate</c>: brings the stores up to this version before anything else does.</summary>
internal sealed class MigrateCommand : ICliCommand
{
    private readonly Option<string?> _db = StoreOption.Create();
    private readonly Option<string?> _gateway = new("--store") { Description = "The gateway's store (default: gateway.db in the data home, where it is there)", HelpName = "FILE" };
    private readonly Option<bool> _json = new("--json") { Description = "Print the versions as JSON" };

    public Command Build()
    {
        var command = new Command("migrate", "Bring the stores up to this version; every other command does so too, when it opens one") { _db, _gateway, _json };
        command.SetAction(RunAsync);
        return command.WithExamples("catalog migrate", "catalog migrate --db catalog.db --json");
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var services = new ServiceCollection().AddCatalogStore(StoreOption.Locate(parsed, _db));
        if (parsed.GetValue(_gateway) is { } named)
        {
            services.AddGatewayStore(named);
        }
        else if (File.Exists(DataHome.GatewayDatabase))
        {
            services.AddGatewayStore(DataHome.GatewayDatabase);
        }

        await using var provider = services.BuildServiceProvider();
        var states = new List<StoreState>();
        foreach (var store in provider.GetServices<IStoreOpening>())
        {
            states.Add(await store.OpenAsync(cancellationToken));
        }

        var output = parsed.InvocationConfiguration.Output;
        if (parsed.GetValue(_json))
        {
            await output.WriteLineAsync(JsonSerializer.Serialize(states, ToolDefinitionJson.Options));
            return ExitCodes.Done;
        }

        foreach (var state in states)
        {
            await output.WriteLineAsync($"{state.Location}: {(state.FoundVersion == state.Version ? $"is at schema {state.Version}" : $"schema {state.FoundVersion} became {state.Version}")}");
        }

        return ExitCodes.Done;
    }
}
