using System.CommandLine;
using Catalog.Cli.Crawling;
using Catalog.Cli.Hosting;
using Catalog.Core.Tools;
using Catalog.Crawler;
using Catalog.Crawler.Extractors.Explaining;
using Catalog.Crawler.Pipeline;
using Microsoft.Extensions.DependencyInjection;

namespace Catalog.Cli.Commands;

/// <summary><c>catalog extract</c>: the tools found in one source as JSON lines; nothing is stored in the catalog.</summary>
internal sealed class ExtractCommand : ICliCommand
{
    private readonly Argument<string> _source = new("SOURCE") { Description = "What to read, for example npm:NAME@VERSION, git:PATH#FOLDER or dir:PATH" };
    private readonly Option<bool> _all = new("--all") { Description = "List tools that are defined and never offered, too" };
    private readonly Option<bool> _introspect = new("--introspect") { Description = "Ask the running server too, in a sandbox without network" };
    private readonly Option<bool> _unsafe = new("--unsafe-no-sandbox") { Description = "Run the server with all your rights where there is no sandbox" };

    private readonly Option<string> _explain = new("--explain") { Description = "Tell how one tool was found, or why nothing was in one file: a tool's name, or a path inside the source" };
    private readonly Option<bool> _json = new("--json") { Description = "With --explain: the explanation as JSON lines" };

    public Command Build()
    {
        var command = new Command("extract", "Print the tools found in one source as JSON lines") { _source, _all, _introspect, _unsafe, _explain, _json };
        command.SetAction(RunAsync);
        return command.WithExamples("catalog extract npm:@modelcontextprotocol/server-memory@2026.8.31", "catalog extract dir:./my-server --all", "catalog extract dir:./my-server --explain src/index.ts");
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var reference = CrawlSetup.Parse([parsed.GetRequiredValue(_source)])[0];
        await using var services = new ServiceCollection().AddCrawling().BuildServiceProvider();
        var options = new CrawlOptions { Introspect = parsed.GetValue(_introspect), UnsafeNoSandbox = parsed.GetValue(_unsafe), Explain = parsed.GetValue(_explain) };
        var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
        var exitCode = ExitCodes.Done;
        var explanations = new List<ExtractionExplanation>();
        await foreach (var reading in services.GetRequiredService<ISourceReading>().ReadAsync(reference, options, cancellationToken))
        {
            if (reading.Problem is not null)
            {
                await error.WriteLineAsync($"catalog: {reading.Reference}: {reading.Problem}");
                exitCode = ExitCodes.Failed;
            }

            foreach (var note in reading.Notes.Where(note => note != reading.Problem))
            {
                await error.WriteLineAsync($"catalog: {reading.Reference}: {note}");
            }

            if (options.Explain is not null)
            {
                explanations.AddRange(reading.Explanations);
                continue;
            }

            foreach (var tool in reading.Servers.SelectMany(static server => server.Tools).Where(tool => parsed.GetValue(_all) || tool.Exposed != Exposure.No))
            {
                await output.WriteLineAsync(ToolDefinitionJson.Write(tool).AsMemory(), cancellationToken);
            }
        }

        return options.Explain is null ? exitCode : await ExplanationLines.WriteAsync(output, explanations, parsed.GetValue(_json)) ? ExitCodes.Done : exitCode == ExitCodes.Done ? ExitCodes.No : exitCode;
    }
}
