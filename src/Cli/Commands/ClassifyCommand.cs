using System.CommandLine;
using System.Text;
using Catalog.Classifier;
using Catalog.Cli.Classifying;
using Catalog.Cli.Hosting;
using Catalog.Cli.SecondOpinions;
using Catalog.Core.Catalogs;
using Catalog.Core.Classifications;
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

    private readonly Option<string?> _db = StoreOption.Create();
    private readonly Option<string?> _overrides = OverridesOption.Create();
    private readonly SecondOpinionArguments _opinion = new();

    public Command Build()
    {
        var command = new Command("classify", "Say what each tool can do: definitions in, classifications out, a JSON line each. "
            + "A line that is no definition is told with its number on standard error, the others are done, and the exit code is 1") { _file };
        _opinion.AddTo(command);
        _db.Description = "Where answers of a second opinion are kept: " + _db.Description;
        command.Options.Add(_db);
        command.Options.Add(_overrides);
        command.SetAction(RunAsync);
        return command.WithExamples(
            "catalog classify tools.jsonl",
            "catalog extract dir:./my-server | catalog classify",
            "catalog classify tools.jsonl --second-opinion doubtful --opinion-endpoint http://127.0.0.1:11434/v1 --opinion-model qwen3");
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
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
}
