using System.CommandLine;
using System.Text.Json;
using Catalog.Classifier;
using Catalog.Classifier.Suspicions;
using Catalog.Cli.Hosting;
using Catalog.Cli.Importing;
using Catalog.Core.Catalogs;
using Catalog.Core.Classifications;
using Catalog.Core.Tools;
using Catalog.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Catalog.Cli.Commands;

/// <summary><c>catalog import</c>: takes tool definitions from a file, classifies and stores them; or a whole catalog as it was exported.</summary>
internal sealed class ImportCommand : ICliCommand
{
    private readonly Argument<string> _file = new("FILE") { Description = "Tool definitions, a JSON line each, also gzip; - for the standard input. The file holds whole servers: a tool that it does not name ends. Or what `catalog export --whole` printed, into a new catalog" };
    private readonly Option<bool> _json = new("--json") { Description = "Print the figures as JSON" };
    private readonly Option<string?> _db = StoreOption.Create();
    private readonly Option<string?> _overrides = OverridesOption.Create();

    public Command Build()
    {
        var command = new Command("import", "Take tool definitions from a file, classify and store them") { _file, _json, _db, _overrides };
        command.SetAction(RunAsync);
        return command.WithExamples("catalog import tools.jsonl.gz", "catalog export --db old.db | catalog import - --db new.db");
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var file = parsed.GetRequiredValue(_file);
        await using var services = new ServiceCollection().AddClassifier(OverridesOption.Load(parsed, _overrides)).AddCatalogStore(StoreOption.Locate(parsed, _db)).BuildServiceProvider();
        await services.GetRequiredService<IStoreOpening>().OpenAsync(cancellationToken);
        await using var source = await ImportSource.OpenAsync(file, cancellationToken);
        if (await source.IsWholeAsync(cancellationToken))
        {
            return await MoveAsync(parsed, source, services.GetRequiredService<ICatalogTransfer>(), cancellationToken);
        }

        var servers = await ImportFile.CheckAsync(source, cancellationToken);
        var import = new Import(services.GetRequiredService<IToolClassifier>(), services.GetRequiredService<ShadowCheck>(), services.GetRequiredService<ICatalogReader>(), services.GetRequiredService<ICatalogWriter>(), services.GetRequiredService<TimeProvider>());
        var result = await import.RunAsync(servers.ServersAsync(cancellationToken), file == "-" ? "-" : Path.GetFileName(file), cancellationToken);
        await parsed.InvocationConfiguration.Output.WriteLineAsync(parsed.GetValue(_json)
            ? JsonSerializer.Serialize(result, ToolDefinitionJson.Options)
            : $"{result.Servers} servers ({result.NewServers} new); tools: {result.Added} added, {result.Changed} changed, {result.Reclassified} reclassified, {result.Removed} removed, {result.Unchanged} unchanged");
        return ExitCodes.Done;
    }

    private async Task<int> MoveAsync(ParseResult parsed, ImportSource source, ICatalogTransfer transfer, CancellationToken cancellationToken)
    {
        try
        {
            var servers = await transfer.ImportAsync(source.AllAsync(cancellationToken), cancellationToken);
            await parsed.InvocationConfiguration.Output.WriteLineAsync(parsed.GetValue(_json)
                ? JsonSerializer.Serialize(new { Servers = servers }, ToolDefinitionJson.Options)
                : $"{servers} servers with their history");
            return ExitCodes.Done;
        }
        catch (Exception e) when (e is JsonException or System.Text.DecoderFallbackException)
        {
            throw new CommandFailedException($"`{source.Name}` is not moved to its end: {e.Message}; start again with a new catalog", ExitCodes.No, e);
        }
    }
}
