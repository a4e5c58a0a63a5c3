using System.CommandLine;
using System.Text.Json;
using Catalog.Classifier;
using Catalog.Classifier.Explanations;
using Catalog.Cli.Classifying;
using Catalog.Cli.Hosting;
using Catalog.Core.Catalogs;
using Catalog.Core.Servers;
using Catalog.Core.Tools;
using Catalog.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Catalog.Cli.Commands;

/// <summary><c>catalog explain</c>: why a stored tool has its category: evidence, signals, counter-evidence and the runner-up.</summary>
internal sealed class ExplainCommand : ICliCommand
{
    private readonly Argument<string> _server = new("SERVER") { Description = "The server's key, for example npm:NAME" };
    private readonly Argument<string> _tool = new("TOOL") { Description = "The exact name of the tool" };
    private readonly Option<bool> _json = new("--json") { Description = "Print the explanation as one JSON object" };
    private readonly Option<string?> _db = StoreOption.Create();
    private readonly Option<string?> _overrides = OverridesOption.Create();

    public Command Build()
    {
        var command = new Command("explain", "Say why a tool has its category: evidence, signals, counter-evidence, the runner-up") { _server, _tool, _json, _db, _overrides };
        command.SetAction(RunAsync);
        return command.WithExamples("catalog explain npm:@modelcontextprotocol/server-filesystem write_file");
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        if (!ServerKey.TryParse(parsed.GetRequiredValue(_server), out var key))
        {
            throw new CommandFailedException($"`{parsed.GetRequiredValue(_server)}` is no server key: write it as `catalog crawl` prints it, for example npm:NAME", ExitCodes.Usage);
        }

        var name = parsed.GetRequiredValue(_tool);
        await using var services = new ServiceCollection().AddClassifier(OverridesOption.Load(parsed, _overrides)).AddCatalogStore(StoreOption.Locate(parsed, _db)).BuildServiceProvider();
        foreach (var store in services.GetServices<IStoreOpening>())
        {
            await store.OpenAsync(cancellationToken);
        }

        var record = await services.GetRequiredService<ICatalogReader>().FindToolOrNullAsync(key, name, cancellationToken)
            ?? throw new CommandFailedException($"the catalog has no tool `{name}` of `{key}`: crawl the server first, or look at `catalog status`", ExitCodes.No);
        var explanation = services.GetRequiredService<IToolExplainer>().Explain(record.Definition);
        var output = parsed.InvocationConfiguration.Output;
        if (parsed.GetValue(_json))
        {
            var json = new { server = key.Value, tool = name, stored = record.Classification, now = explanation };
            await output.WriteLineAsync(JsonSerializer.Serialize(json, ToolDefinitionJson.Options).AsMemory(), cancellationToken);
        }
        else
        {
            ExplanationPrinter.Print(output, record, explanation);
        }

        return ExitCodes.Done;
    }
}
