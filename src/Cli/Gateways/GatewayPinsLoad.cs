using System.CommandLine;
using System.Text.Json;
using Catalog.Cli.Hosting;
using Catalog.Core.Catalogs;
using Catalog.Core.Pins;
using Catalog.Core.Servers;
using Catalog.Core.Tools;
using Catalog.Gateway.Approvals;
using Catalog.Gateway.Pinning;
using Catalog.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Catalog.Cli.Gateways;

/// <summary><c>catalog gateway pins load</c>: trusts what the catalog read, so that the first list of a server is compared already.</summary>
internal sealed class GatewayPinsLoad
{
    private readonly Option<string?> _store = GatewayStoreOption.Create();
    private readonly Option<string?> _db = StoreOption.Create();
    private readonly Option<string> _from = new("--from") { Description = "The server's key in the catalog, or a file of tool definitions as `catalog export --server KEY` prints them", HelpName = "KEY|FILE", Required = true };
    private readonly Argument<string> _server = new("SERVER") { Description = "The server's id in the gateway" };

    public Command Build()
    {
        var command = new Command("load", "Pin the definitions that the catalog holds, before the gateway first sees the server's own") { _server, _from, _db, _store };
        command.SetAction(RunAsync);
        return command.WithExamples("catalog gateway pins load files --from npm:@modelcontextprotocol/server-filesystem", "catalog gateway pins load files --from tools.jsonl");
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var tools = await ReadAsync(parsed, parsed.GetRequiredValue(_from), cancellationToken);
        var server = parsed.GetRequiredValue(_server);
        await using var services = await GatewayStoreOption.OpenAsync(parsed, _store, cancellationToken);
        var pins = services.GetRequiredService<IToolPinStore>();
        foreach (var tool in tools)
        {
            var pin = CatalogPins.OfOrNull(server, tool, TimeProvider.System.GetUtcNow());
            var outcome = pin is null ? "cannot compare: the catalog holds a part of it"
                : await pins.TryPinAsync(pin, cancellationToken) ? "pinned"
                : "pinned already: nothing is changed";
            await parsed.InvocationConfiguration.Output.WriteLineAsync($"{server}  {VisibleText.Of(tool.Tool)}  {outcome}");
        }

        return ExitCodes.Done;
    }

    private async Task<IReadOnlyList<ToolDefinition>> ReadAsync(ParseResult parsed, string from, CancellationToken cancellationToken)
    {
        if (File.Exists(from))
        {
            try
            {
                return [.. (await File.ReadAllLinesAsync(from, cancellationToken)).Where(static line => line.Length > 0).Select(static line => ToolDefinitionJson.Parse(line))];
            }
            catch (JsonException broken)
            {
                throw new CommandFailedException($"`{from}` is no file of tool definitions: {broken.Message.TrimEnd('.')}; `catalog export --server KEY` prints one", ExitCodes.Failed, broken);
            }
        }

        if (!ServerKey.TryParse(from, out var key))
        {
            throw new CommandFailedException($"`{from}` is neither a file nor a server key: write KIND:NAME, for example npm:@modelcontextprotocol/server-memory", ExitCodes.Usage);
        }

        await using var catalog = new ServiceCollection().AddCatalogStore(StoreOption.Locate(parsed, _db)).BuildServiceProvider();
        await catalog.GetRequiredService<IStoreOpening>().OpenAsync(cancellationToken);
        var tools = await catalog.GetRequiredService<ICatalogReader>().ListToolsAsync(key, withUnreached: true, cancellationToken);
        return tools.Count > 0 ? [.. tools.Select(static t => t.Definition)] : throw new CommandFailedException($"`{key}` is not in the catalog: `catalog crawl {key}` reads it", ExitCodes.No);
    }
}
