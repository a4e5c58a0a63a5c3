using System.CommandLine;
using System.Diagnostics;
using Catalog.Classifier.Model;
using Catalog.Cli.Classifying;
using Catalog.Cli.Hosting;

namespace Catalog.Cli.Commands;

/// <summary><c>catalog train</c>: the classifier's model from labelled rows.</summary>
internal sealed class TrainCommand : ICliCommand
{
    private readonly Argument<string[]> _rows = new("ROWS") { Description = "Files of labelled rows, a JSON line each: a tool definition with `label` and `stratum`", Arity = ArgumentArity.OneOrMore };
    private readonly Option<string> _out = new("--out") { Description = "Where the model is written; the build takes data/model/categories.bin", Required = true, HelpName = "FILE" };

    private readonly Option<string?> _weak = WeakFile.CreateOption();

    public Command Build()
    {
        var command = new Command("train", "Train the classifier's model on labelled rows. The same rows give the same bytes. The file holds hashes and weights, no words") { _rows, _weak, _out };
        command.SetAction(RunAsync);
        return command.WithExamples("catalog train labels/train.jsonl labels/dev.jsonl --weak catalog/tools.jsonl.gz --out data/model/categories.bin");
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var rows = await LabelledFile.ReadAllAsync(parsed.GetRequiredValue(_rows), cancellationToken);
        var weak = await WeakFile.ReadAsync(parsed.GetValue(_weak), cancellationToken);
        var start = Stopwatch.GetTimestamp();
        var model = ModelBuilder.Build(rows, weak, cancellationToken);
        var path = parsed.GetRequiredValue(_out);
        try
        {
            await File.WriteAllBytesAsync(path, model, cancellationToken);
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailedException($"`{path}` cannot be written: {failed.Message.TrimEnd('.')}", ExitCodes.Failed, failed);
        }

        var took = Stopwatch.GetElapsedTime(start);
        var learned = weak.Count > 0 ? $"{rows.Count} rows and {weak.Count} authors' claims" : $"{rows.Count} rows";
        await parsed.InvocationConfiguration.Output.WriteLineAsync($"trained on {learned} in {took.TotalSeconds:F1} s: {path}, {model.Length} bytes".AsMemory(), cancellationToken);
        return ExitCodes.Done;
    }
}
