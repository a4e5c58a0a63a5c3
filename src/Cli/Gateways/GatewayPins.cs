using System.CommandLine;
using System.Globalization;
using Catalog.Cli.Hosting;
using Catalog.Core.Pins;
using Catalog.Gateway.Approvals;
using Catalog.Gateway.Pinning;
using Microsoft.Extensions.DependencyInjection;

namespace Catalog.Cli.Gateways;

/// <summary><c>catalog gateway pins</c>: which tools are no longer what they were, what changed, and a person's consent.</summary>
internal sealed class GatewayPins
{
    private readonly Option<string?> _store = GatewayStoreOption.Create();
    private readonly Option<bool> _json = new("--json") { Description = "Print JSON lines" };
    private readonly Option<bool> _all = new("--all") { Description = "Also tools that are what they were" };
    private readonly Option<string?> _from = new("--from") { Description = "Compare with what the catalog holds under this key, or with a file of `catalog export --server KEY`, instead of with what the server gives", HelpName = "KEY|FILE" };
    private readonly Option<string?> _db = StoreOption.Create();
    private readonly Option<string?> _hash = new("--hash") { Description = "Accept this definition only, as `pins diff` showed it; without it the one that the server gives now", HelpName = "HASH" };
    private readonly Argument<string?> _someServer = new("SERVER") { Description = "The server's id", Arity = ArgumentArity.ZeroOrOne };
    private readonly Argument<string?> _someTool = new("TOOL") { Description = "The tool", Arity = ArgumentArity.ZeroOrOne };
    private readonly Argument<string> _server = new("SERVER") { Description = "The server's id" };
    private readonly Argument<string> _tool = new("TOOL") { Description = "The tool" };

    public Command Build()
    {
        var list = new Command("list", "Show the tools whose definitions changed") { _someServer, _all, _json, _store };
        list.SetAction(ListAsync);
        var diff = new Command("diff", "Show what changed, line by line") { _someServer, _someTool, _from, _db, _store };
        diff.SetAction(DiffAsync);
        var accept = new Command("accept", "Trust the definition that the server gives now; the gateway takes it in at the next call") { _server, _tool, _hash, _store };
        accept.SetAction(AcceptAsync);
        return new Command("pins", "Look after the definitions of tools that the gateway trusts since it first saw them")
        {
            list.WithExamples("catalog gateway pins list", "catalog gateway pins list github --all --json"),
            diff.WithExamples("catalog gateway pins diff github create_issue", "catalog gateway pins diff github --from npm:@modelcontextprotocol/server-github"),
            new GatewayPinsLoad().Build(),
            accept.WithExamples("catalog gateway pins accept github create_issue"),
        }.WithExamples("catalog gateway pins list", "catalog gateway pins diff github", "catalog gateway pins accept github create_issue");
    }

    private async Task<int> ListAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        await using var services = await GatewayStoreOption.OpenExistingAsync(parsed, _store, cancellationToken);
        foreach (var pin in await FindAsync(services, parsed, parsed.GetValue(_all), cancellationToken))
        {
            await parsed.InvocationConfiguration.Output.WriteLineAsync(parsed.GetValue(_json)
                ? GatewayJson.Line(pin)
                : $"{pin.Server}  {VisibleText.Of(pin.Tool)}  {(pin.SeenHash is null ? "as pinned" : UnknownPins.IsOne(pin) ? "unknown" : "changed")}  pinned {Day(pin.PinnedAt)}{(pin.SeenAt is { } seen ? $", changed {Day(seen)}" : "")}");
        }

        return ExitCodes.Done;
    }

    private async Task<int> DiffAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        await using var services = await GatewayStoreOption.OpenExistingAsync(parsed, _store, cancellationToken);
        var tool = parsed.GetValue(_someTool);
        if (parsed.GetValue(_from) is { } from)
        {
            return await DiffWithAsync(services, parsed, from, tool, cancellationToken);
        }

        var changed = (await FindAsync(services, parsed, all: false, cancellationToken)).Where(p => tool is null || p.Tool == tool).ToList();
        var output = parsed.InvocationConfiguration.Output;
        foreach (var pin in changed)
        {
            await output.WriteLineAsync($"--- {pin.Server} {VisibleText.Of(pin.Tool)} as pinned on {Day(pin.PinnedAt)}, {pin.Hash}");
            await output.WriteLineAsync($"+++ {pin.Server} {VisibleText.Of(pin.Tool)} as given since {Day(pin.SeenAt!.Value)}, {pin.SeenHash}");
            foreach (var line in PinDifference.Lines(pin))
            {
                await output.WriteLineAsync(line);
            }
        }

        return changed.Count > 0 ? ExitCodes.Done : throw new CommandFailedException("no such tool changed: see `catalog gateway pins list --all`", ExitCodes.No);
    }

    private async Task<int> DiffWithAsync(ServiceProvider services, ParseResult parsed, string from, string? tool, CancellationToken cancellationToken)
    {
        if (parsed.GetValue(_someServer) is not { } server)
        {
            throw new CommandFailedException("name the server whose pins are compared: catalog gateway pins diff SERVER --from KEY", ExitCodes.Usage);
        }

        var known = await GatewayPinsLoad.ReadAsync(StoreOption.Locate(parsed, _db), from, cancellationToken);
        var pinned = (await services.GetRequiredService<IToolPinStore>().ListAsync(server, cancellationToken)).ToDictionary(static p => p.Tool, StringComparer.Ordinal);
        var output = parsed.InvocationConfiguration.Output;
        var differ = 0;
        foreach (var there in known.Where(k => tool is null || k.Tool == tool).Select(k => CatalogPins.OfOrNull(server, k, TimeProvider.System.GetUtcNow())).OfType<ToolPin>())
        {
            var here = pinned.Remove(there.Tool, out var pin) && !UnknownPins.IsOne(pin) ? CatalogPins.Known(there, pin.Definition) : "{}";
            if (here == there.Definition)
            {
                continue;
            }

            differ++;
            await output.WriteLineAsync($"--- {server} {VisibleText.Of(there.Tool)} {(here == "{}" ? "is not pinned" : $"as pinned on {Day(pin!.PinnedAt)}")}");
            await output.WriteLineAsync($"+++ {server} {VisibleText.Of(there.Tool)} as `{VisibleText.Of(from)}` has it");
            foreach (var line in PinDifference.Lines(here, there.Definition))
            {
                await output.WriteLineAsync(line);
            }
        }

        foreach (var more in pinned.Values.Where(p => tool is null || p.Tool == tool))
        {
            differ++;
            await output.WriteLineAsync($"--- {server} {VisibleText.Of(more.Tool)} {(UnknownPins.IsOne(more) ? "waits to be accepted" : "is pinned")}, and `{VisibleText.Of(from)}` does not have it");
        }

        return differ == 0 ? throw new CommandFailedException($"the pins of `{server}` are what `{from}` has", ExitCodes.No) : ExitCodes.Done;
    }

    private async Task<int> AcceptAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var (server, tool) = (parsed.GetRequiredValue(_server), parsed.GetRequiredValue(_tool));
        await using var services = await GatewayStoreOption.OpenExistingAsync(parsed, _store, cancellationToken);
        var pins = services.GetRequiredService<IToolPinStore>();
        var hash = (await pins.ListAsync(server, cancellationToken)).FirstOrDefault(p => p.Tool == tool)?.SeenHash;
        if (hash is null)
        {
            throw new CommandFailedException($"the tool `{tool}` of `{server}` did not change: see `catalog gateway pins list`", ExitCodes.No);
        }

        if (!await pins.TryAcceptAsync(server, tool, parsed.GetValue(_hash) ?? hash, cancellationToken))
        {
            throw new CommandFailedException($"the definition of `{tool}` is another one by now: look at it again with `catalog gateway pins diff {server} {tool}`", ExitCodes.No);
        }

        await parsed.InvocationConfiguration.Output.WriteLineAsync($"accepted: {server} {VisibleText.Of(tool)} {hash}");
        return ExitCodes.Done;
    }

    private async Task<IReadOnlyList<ToolPin>> FindAsync(ServiceProvider services, ParseResult parsed, bool all, CancellationToken cancellationToken) =>
        [.. (await services.GetRequiredService<IToolPinStore>().ListAsync(parsed.GetValue(_someServer), cancellationToken)).Where(p => all || p.SeenHash is not null)];

    private static string Day(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture);
}
