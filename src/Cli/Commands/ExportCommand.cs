using System.CommandLine;
using System.Text.Json;
using Catalog.Cli.Hosting;
using Catalog.Core.Catalogs;
using Catalog.Core.Servers;
using Catalog.Core.Tools;
using Catalog.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Catalog.Cli.Commands;

/// <summary><c>catalog export</c>: the stored tool definitions, or the whole catalog, as JSON lines, as <c>catalog import</c> reads them.</summary>
internal sealed class ExportCommand : ICliCommand
{
    private const int PageSize = 500;

    private readonly Option<string?> _server = new("--server") { Description = "Only this server, by its key", HelpName = "KEY" };
    private readonly Option<bool> _classified = new("--classified") { Description = "Add the classification to each line, as `classification`" };
    private readonly Option<bool> _whole = new("--whole") { Description = "The whole catalog with its history, classifications, crawls and disputes, to be moved into another store by `catalog import`" };
    private readonly Option<string?> _db = StoreOption.Create();

    public Command Build()
    {
        var command = new Command("export", "Print the stored tool definitions, or the whole catalog, as JSON lines") { _server, _classified, _whole, _db };
        command.Validators.Add(result =>
        {
            if (result.GetValue(_whole) && (result.GetValue(_server) is not null || result.GetValue(_classified)))
            {
                result.AddError("--whole takes neither --server nor --classified: it holds everything");
            }
        });
        command.SetAction(RunAsync);
        return command.WithExamples("catalog export > tools.jsonl", "catalog export --server npm:@modelcontextprotocol/server-memory --classified", "catalog export --whole --db catalog.db | catalog import - --db postgres://catalog@db.example.org/catalog");
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var only = KeyOrNull(parsed.GetValue(_server));
        await using var services = new ServiceCollection().AddCatalogStore(StoreOption.Locate(parsed, _db)).BuildServiceProvider();
        await StoreOption.OpenExistingAsync(services, cancellationToken);
        var reader = services.GetRequiredService<ICatalogReader>();
        if (only is not null && await reader.FindServerOrNullAsync(only, cancellationToken) is null)
        {
            throw new CommandFailedException($"`{only}` is not in the catalog: `catalog crawl {only}` reads it", ExitCodes.No);
        }

        var output = parsed.InvocationConfiguration.Output;
        if (parsed.GetValue(_whole))
        {
            await foreach (var line in services.GetRequiredService<ICatalogTransfer>().ExportAsync(cancellationToken))
            {
                // One end of line everywhere, so that equal catalogs are equal files.
                await output.WriteAsync(line.AsMemory(), cancellationToken);
                await output.WriteAsync("\n".AsMemory(), cancellationToken);
            }

            return ExitCodes.Done;
        }

        await foreach (var key in only is null ? KeysAsync(reader, cancellationToken) : new[] { only }.ToAsyncEnumerable())
        {
            foreach (var tool in await reader.ListToolsAsync(key, withUnreached: true, cancellationToken))
            {
                await output.WriteLineAsync(LineOf(tool, parsed.GetValue(_classified)).AsMemory(), cancellationToken);
            }
        }

        return ExitCodes.Done;
    }

    private static ServerKey? KeyOrNull(string? text) => text is null ? null
        : ServerKey.TryParse(text, out var key) ? key
        : throw new CommandFailedException($"`{text}` is not a server key: write KIND:NAME, for example npm:@modelcontextprotocol/server-memory", ExitCodes.Usage);

    private static async IAsyncEnumerable<ServerKey> KeysAsync(ICatalogReader reader, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var offset = 0; ; offset += PageSize)
        {
            var page = await reader.ListServersAsync(new ServerQuery { Offset = offset, Limit = PageSize }, cancellationToken);
            foreach (var item in page.Items)
            {
                yield return item.Server.Key;
            }

            if (offset + PageSize >= page.Total)
            {
                yield break;
            }
        }
    }

    /// <summary>The key stands as the server, so that what is imported again is the same server.</summary>
    private static string LineOf(ToolRecord tool, bool withClassification)
    {
        var definition = JsonSerializer.SerializeToNode(tool.Definition with { Server = tool.Server.Value }, ToolDefinitionJson.Options)!.AsObject();
        if (withClassification)
        {
            definition["classification"] = JsonSerializer.SerializeToNode(tool.Classification, ToolDefinitionJson.Options);
        }

        return definition.ToJsonString(ToolDefinitionJson.Options);
    }
}
