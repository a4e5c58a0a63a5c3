using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;
using Catalog.Classifier;
using Catalog.Classifier.Evaluations;
using Catalog.Cli.Classifying;
using Catalog.Cli.Hosting;
using Catalog.Core.Classifications;
using Catalog.Core.Tools;
using Microsoft.Extensions.DependencyInjection;

namespace Catalog.Cli.Commands;

/// <summary><c>catalog eval</c>: how often the classifier is right on labelled rows.</summary>
internal sealed class EvalCommand : ICliCommand
{
    private readonly Argument<string> _file = new("FILE") { Description = "Labelled rows, a JSON line each: a tool definition with `label` and `stratum`" };
    private readonly Option<int> _errors = new("--errors") { Description = "How many wrong answers to list, the worst first", DefaultValueFactory = static _ => 30, HelpName = "N" };
    private readonly Option<bool> _json = new("--json") { Description = "Print the figures as one JSON object" };

    public Command Build()
    {
        var command = new Command("eval", "Score the classifier on labelled rows. On a row with an uncertain label an accepted other answer is right too") { _file, _errors, _json };
        command.SetAction(RunAsync);
        return command.WithExamples("catalog eval labels/dev.jsonl", "catalog eval labels/dev.jsonl --errors 0 --json");
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        await using var services = new ServiceCollection().AddClassifier().BuildServiceProvider();
        var classifier = services.GetRequiredService<IToolClassifier>();
        var rows = await ReadAsync(parsed.GetRequiredValue(_file), cancellationToken);
        var start = Stopwatch.GetTimestamp();
        var answers = rows.AsParallel().AsOrdered().WithCancellation(cancellationToken).Select(row => classifier.Classify(row.Tool)).ToList();
        var took = Stopwatch.GetElapsedTime(start);
        var report = Evaluator.Measure(rows, answers);
        report = report with { Errors = [.. report.Errors.Take(Math.Max(0, parsed.GetValue(_errors)))] };
        var output = parsed.InvocationConfiguration.Output;
        if (parsed.GetValue(_json))
        {
            var json = new { classifier = classifier.Version, seconds = Math.Round(took.TotalSeconds, 3), report };
            await output.WriteLineAsync(JsonSerializer.Serialize(json, ToolDefinitionJson.Options).AsMemory(), cancellationToken);
        }
        else
        {
            EvaluationPrinter.Print(output, report, classifier.Version, took);
        }

        return report.BrokenQuotes == 0 ? ExitCodes.Done : ExitCodes.No;
    }

    private static async Task<List<LabelledRow>> ReadAsync(string path, CancellationToken cancellationToken)
    {
        using var input = InputFile.Open(path);
        var rows = new List<LabelledRow>();
        var number = 0;
        while (await input.ReadLineAsync(cancellationToken) is { } line)
        {
            number++;
            if (string.IsNullOrWhiteSpace(line))
            {
                continue;
            }

            try
            {
                rows.Add(LabelledRow.Parse(line));
            }
            catch (JsonException wrong)
            {
                throw new CommandFailedException($"`{path}` line {number} is no labelled row: {wrong.Message.TrimEnd('.')}", ExitCodes.Failed, wrong);
            }
        }

        return rows.Count > 0 ? rows : throw new CommandFailedException($"`{path}` has no rows: name a file of labelled JSON lines");
    }
}
