using System.CommandLine;
using Catalog.Cli.Hosting;
using Catalog.Core.Catalogs;
using Catalog.Core.Pins;
using Catalog.Core.Servers;
using Catalog.Core.Tools;
using Catalog.Gateway.Approvals;
using Catalog.Gateway.Pinning;
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
        var tools = await ReadAsync(StoreOption.Locate(parsed, _db), parsed.GetRequiredValue(_from), cancellationToken);
        var server = parsed.GetRequiredValue(_server);
        await using var services = await GatewayStoreOption.OpenAsync(parsed, _store, cancellationToken);
        var pins = services.GetRequiredService<IToolPinStore>();
        foreach (var tool in tools)
        {
            var pin = CatalogPins.OfOrNull(server, tool, TimeProvider.System.GetUtcNow());
            var outcome = pin is null ? "cannot compare: the catalog holds a part of it"
                : await pins.TryPinAsync(pin, cancellationToken) ? "pinned"
                : "pinned already: nothing is changed; `catalog gateway pins diff --from` shows what differs";
            await parsed.InvocationConfiguration.Output.WriteLineAsync($"{server}  {VisibleText.Of(tool.Tool)}  {outcome}");
        }

        return ExitCodes.Done;
    }

    /// <summary>What a file or the catalog holds of a server.</summary>
    /// <exception cref="CommandFailedException">It cannot be read.</exception>
    public static async Task<IReadOnlyList<ToolDefinition>> ReadAsync(string catalog, string from, CancellationToken cancellationToken)
    {
        try
        {
            return await new CatalogPinOrigin(catalog).ReadAsync(from, cancellationToken);
        }
        catch (StoreException failure) when (!File.Exists(from) && !ServerKey.TryParse(from, out _))
        {
            throw new CommandFailedException(failure.Message, ExitCodes.Usage, failure);
        }
        catch (StoreException failure)
        {
            throw new CommandFailedException(failure.Message, File.Exists(from) ? ExitCodes.Failed : ExitCodes.No, failure);
        }
    }
}
