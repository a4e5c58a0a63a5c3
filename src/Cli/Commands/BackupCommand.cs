using System.CommandLine;
using Catalog.Cli.Hosting;
using Catalog.Core.Catalogs;
using Catalog.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Catalog.Cli.Commands;

/// <summary><c>catalog backup</c>: a copy of a store as it stands at one moment, while others go on using it.</summary>
internal sealed class BackupCommand : ICliCommand
{
    private readonly Argument<string> _file = new("FILE") { Description = "The copy, a file that is not there yet" };
    private readonly Option<bool> _gateway = new("--gateway") { Description = "Copy the gateway's store and not the catalog" };
    private readonly Option<string?> _store = new("--store") { Description = "The gateway's store (default: gateway.db in the data home)", HelpName = "FILE" };
    private readonly Option<string?> _db = StoreOption.Create();

    public Command Build()
    {
        var command = new Command("backup", "Copy a store while others go on using it, and check the copy") { _file, _gateway, _store, _db };
        command.SetAction(RunAsync);
        return command.WithExamples("catalog backup catalog-copy.db", "catalog backup gateway-copy.db --gateway");
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var file = parsed.GetRequiredValue(_file);
        var source = parsed.GetValue(_gateway) ? parsed.GetValue(_store) ?? DataHome.GatewayDatabase : StoreOption.Locate(parsed, _db);
        var services = parsed.GetValue(_gateway) ? new ServiceCollection().AddGatewayStore(source) : new ServiceCollection().AddCatalogStore(source);
        if (!source.Contains("://", StringComparison.Ordinal) && !File.Exists(source))
        {
            throw new CommandFailedException($"`{source}` is not there: there is nothing to copy");
        }

        await using var provider = services.BuildServiceProvider();
        await provider.GetRequiredService<IStoreOpening>().BackupAsync(file, cancellationToken);
        await parsed.InvocationConfiguration.Output.WriteLineAsync($"{Path.GetFullPath(file)}: {new FileInfo(file).Length / 1_048_576.0:F1} MB");
        return ExitCodes.Done;
    }
}
