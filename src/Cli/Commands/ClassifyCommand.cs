using System.CommandLine;
using System.Text;
using System.Text.Json;
using Catalog.Classifier;
using Catalog.Cli.Classifying;
using Catalog.Cli.Crawling;
using Catalog.Cli.Hosting;
using Catalog.Cli.SecondOpinions;
using Catalog.Core.Catalogs;
using Catalog.Core.Classifications;
using Catalog.Core.Tools;
using Catalog.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Catalog.Cli.Commands;

/// <summary><c>catalog classify</c>: JSON lines of tool definitions in, JSON lines of classifications out, in the same order.</summary>
internal sealed class ClassifyCommand : ICliCommand
{
    private readonly Argument<string?> _file = new("FILE")
    {
        Description = "Tool definitions, a JSON line each; read from standard input where it is left out or is -",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<bool> _stored = new("--stored") { Description = "Judge again what the catalog holds and another version of the classifier has judged; nothing is fetched. `catalog crawl` begins with it" };
    private readonly Option<bool> _json = new("--json") { Description = "With --stored: print the figures as JSON" };
    private readonly Option<string?> _db = StoreOption.Create();
    private readonly Option<string?> _overrides = OverridesOption.Create();
    private readonly SecondOpinionArguments _opinion = new();

    public Command Build()
    {
        var command = new Command("classify", "Say what each tool can do: definitions in, classifications out, a JSON line each. "
            + "A line that is no definition is told with its number on standard error, the others are done, and the exit code is 1") { _file };
        _opinion.AddTo(command);
        _db.Description = "The catalog of --stored, and where answers of a second opinion are kept: " + _db.Description;
        command.Options.Add(_db);
        command.Options.Add(_overrides);
        command.Options.Add(_stored);
        command.Options.Add(_json);
        command.Validators.Add(result =>
        {
            if (result.GetValue(_stored) ? result.GetValue(_file) is not null : result.GetValue(_json))
            {
                result.AddError("--stored takes no FILE: it judges what the catalog holds; --json goes with --stored");
            }
        });
        command.SetAction(RunAsync);
        return command.WithExamples(
            "catalog classify tools.jsonl",
            "catalog extract dir:./my-server | catalog classify",
            "catalog classify --stored",
            "catalog classify tools.jsonl --second-opinion doubtful --opinion-endpoint http://127.0.0.1:11434/v1 --opinion-model qwen3");
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        if (parsed.GetValue(_stored))
        {
            return await JudgeStoredAsync(parsed, cancellationToken);
        }

        var registrations = new ServiceCollection().AddClassifier(OverridesOption.Load(parsed, _overrides));
        if (_opinion.IsOn(parsed))
        {
            _opinion.Register(registrations.AddCatalogStore(StoreOption.Locate(parsed, _db)), parsed);
        }

        await using var services = registrations.BuildServiceProvider();
        foreach (var store in services.GetServices<IStoreOpening>())
        {
            await store.OpenAsync(cancellationToken);
        }

        await using var input = InputFile.OpenBytes(parsed.GetValue(_file));
        var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);

        // The terminal's writer turns text into bytes again; thousands of lines go to the system as they are.
        await using var bytes = ReferenceEquals(output, Console.Out) ? Console.OpenStandardOutput() : null;
        using var classification = new LineClassification(services.GetRequiredService<IToolClassifier>(), services.GetService<ISecondOpinion>());
        var bad = await classification.RunAsync(input, bytes is null ? (text, _) => new ValueTask(output.WriteAsync(Encoding.UTF8.GetString(text.Span))) : bytes.WriteAsync, error, cancellationToken);
        if (bad > 0)
        {
            await error.WriteLineAsync($"catalog: {bad} of the lines could not be read and {(bad == 1 ? "has" : "have")} no classification");
        }

        return bad > 0 ? ExitCodes.No : ExitCodes.Done;
    }

    private async Task<int> JudgeStoredAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var registrations = new ServiceCollection().AddCrawling(OverridesOption.Load(parsed, _overrides)).AddCatalogStore(StoreOption.Locate(parsed, _db));
        await using var services = _opinion.Register(registrations, parsed).BuildServiceProvider();
        await StoreOption.OpenExistingAsync(services, cancellationToken);
        var counts = await StoredVerdicts.JudgeAgainAsync(services, parsed.InvocationConfiguration.Error, cancellationToken);
        if (parsed.GetValue(_json))
        {
            await parsed.InvocationConfiguration.Output.WriteLineAsync(JsonSerializer.Serialize(counts, ToolDefinitionJson.Options));
        }
        else if (counts.Judged == 0)
        {
            await parsed.InvocationConfiguration.Output.WriteLineAsync($"all stored definitions are judged by {services.GetRequiredService<IToolClassifier>().Version} already");
        }

        return ExitCodes.Done;
    }
}
