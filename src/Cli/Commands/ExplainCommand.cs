using System.CommandLine;
using System.Text.Json;
using Catalog.Classifier;
using Catalog.Classifier.Explanations;
using Catalog.Classifier.Suspicions;
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
    private const int MostFound = 1000;
    private const int MostNamed = 10;

    private readonly Argument<string[]> _names = new("[SERVER] TOOL")
    {
        Description = "The server's key, for example npm:NAME, and the exact name of the tool; the name alone where one server has it",
        Arity = new ArgumentArity(1, 2),
    };

    private readonly Option<bool> _json = new("--json") { Description = "Print the explanation as one JSON object" };
    private readonly Option<string?> _db = StoreOption.Create();
    private readonly Option<string?> _overrides = OverridesOption.Create();

    public Command Build()
    {
        var command = new Command("explain", "Say why a tool has its category: evidence and what speaks against it, each action, risk, what the model and the signals went by") { _names, _json, _db, _overrides };
        command.SetAction(RunAsync);
        return command.WithExamples("catalog explain write_file", "catalog explain npm:@modelcontextprotocol/server-filesystem write_file");
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var names = parsed.GetRequiredValue(_names);
        await using var services = new ServiceCollection().AddClassifier(OverridesOption.Load(parsed, _overrides)).AddCatalogStore(StoreOption.Locate(parsed, _db)).BuildServiceProvider();
        await StoreOption.OpenExistingAsync(services, cancellationToken);

        var record = await FindAsync(services.GetRequiredService<ICatalogReader>(), names, cancellationToken);
        var explanation = services.GetRequiredService<IToolExplainer>().Explain(record.Definition with { Server = record.Server.Value });
        explanation = explanation with { Classification = await services.GetRequiredService<ShadowCheck>().AddAsync(record.Server, record.Definition, explanation.Classification, cancellationToken) };
        var output = parsed.InvocationConfiguration.Output;
        if (parsed.GetValue(_json))
        {
            var json = new { server = record.Server.Value, tool = record.Definition.Tool, definition = record.DefinitionHash, stored = record.Classification, now = explanation };
            await output.WriteLineAsync(JsonSerializer.Serialize(json, ToolDefinitionJson.Options).AsMemory(), cancellationToken);
        }
        else
        {
            ExplanationPrinter.Print(output, record, explanation);
        }

        return ExitCodes.Done;
    }

    private static async Task<ToolRecord> FindAsync(ICatalogReader reader, string[] names, CancellationToken cancellationToken)
    {
        var tool = names[^1];
        if (names.Length == 2)
        {
            return !ServerKey.TryParse(names[0], out var key)
                ? throw new CommandFailedException($"`{names[0]}` is no server key: write it as `catalog crawl` prints it, for example npm:NAME", ExitCodes.Usage)
                : await reader.FindToolOrNullAsync(key, tool, cancellationToken)
                    ?? throw new CommandFailedException($"the catalog has no tool `{tool}` of `{key}`: crawl the server first, or look at `catalog status`", ExitCodes.No);
        }

        var found = (await reader.SearchToolsAsync(new ToolQuery { Text = tool, Limit = MostFound }, cancellationToken)).Items.Where(t => t.Definition.Tool == tool).ToList();
        return found.Count switch
        {
            1 => found[0],
            0 => throw new CommandFailedException($"the catalog has no tool `{tool}`: crawl its server first, or name the server's key before it", ExitCodes.No),
            _ => throw new CommandFailedException($"{found.Count} servers have a tool `{tool}`, name one of them before it: {string.Join(", ", found.Take(MostNamed).Select(static t => t.Server.Value))}", ExitCodes.Usage),
        };
    }
}
