using System.CommandLine;
using Catalog.Classifier;
using Catalog.Cli.Classifying;
using Catalog.Cli.Hosting;
using Catalog.Core.Classifications;
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

    public Command Build()
    {
        var command = new Command("classify", "Say what each tool can do: definitions in, classifications out, a JSON line each. "
            + "A line that is no definition is told with its number on standard error, the others are done, and the exit code is 1") { _file };
        command.SetAction(RunAsync);
        return command.WithExamples("catalog classify tools.jsonl", "catalog extract dir:./my-server | catalog classify");
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        await using var services = new ServiceCollection().AddClassifier().BuildServiceProvider();
        using var input = InputFile.Open(parsed.GetValue(_file));
        var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
        var bad = await new LineClassification(services.GetRequiredService<IToolClassifier>()).RunAsync(input, output, error, cancellationToken);
        if (bad > 0)
        {
            await error.WriteLineAsync($"catalog: {bad} of the lines could not be read and {(bad == 1 ? "has" : "have")} no classification");
        }

        return bad > 0 ? ExitCodes.No : ExitCodes.Done;
    }
}
