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
    private const string DevRows = "labels/dev.jsonl";
    private const string TrainRows = "labels/train.jsonl";

    private readonly Argument<string?> _file = new("FILE")
    {
        Description = "Labelled rows to score the shipped model on, a JSON line each: a tool definition with `label` and `stratum`. Left out: cross-validation on labels/dev.jsonl of CATALOG_SHARED, else of ../shared, with labels/train.jsonl on the training side",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<string[]> _train = new("--train") { Description = "Cross-validate FILE: in folds of whole servers and repositories, with these labelled rows less the fold's on the training side", HelpName = "ROWS" };
    private readonly Option<string?> _weak = WeakFile.CreateOption();
    private readonly Option<int> _errors = new("--errors") { Description = "How many wrong answers to list, the worst first", DefaultValueFactory = static _ => 30, HelpName = "N" };
    private readonly Option<string?> _overrides = OverridesOption.Create();
    private readonly Option<bool> _json = new("--json") { Description = "Print the figures as one JSON object" };
    private readonly Option<string?> _markdown = new("--markdown") { Description = "Write the figures as a page too, and beside it as JSON for the site", HelpName = "FILE" };

    public Command Build()
    {
        var command = new Command("eval", "Score the classifier on labelled rows. On a row with an uncertain label an accepted other answer is right too") { _file, _train, _weak, _errors, _json, _markdown, _overrides };
        command.SetAction(RunAsync);
        return command.WithExamples("catalog eval --markdown docs/accuracy.md", "catalog eval labels/dev.jsonl --train labels/train.jsonl", "catalog eval my-rows.jsonl --errors 0 --json");
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var overrides = OverridesOption.Load(parsed, _overrides);

        // What people settled says nothing of how often the classifier is right: it is scored without them.
        await using var services = new ServiceCollection().AddClassifier().BuildServiceProvider();
        var classifier = services.GetRequiredService<IToolClassifier>();
        var file = parsed.GetValue(_file);
        var training = parsed.GetValue(_train) is { Length: > 0 } named ? named : file is null ? [Shared(TrainRows)] : [];
        var rows = await LabelledFile.ReadAsync(file ?? Shared(DevRows), cancellationToken);
        var others = await LabelledFile.ReadAllAsync(training, cancellationToken);
        var weak = await WeakFile.ReadAsync(parsed.GetValue(_weak), cancellationToken);
        if (weak.Count > 0 && training.Length == 0)
        {
            throw new CommandFailedException("`--weak` is for cross-validation: name labelled rows with `--train` too");
        }

        var start = Stopwatch.GetTimestamp();
        var answers = training.Length > 0
            ? CrossValidation.Answer(rows, others, weak, cancellationToken)
            : [.. rows.AsParallel().AsOrdered().WithCancellation(cancellationToken).Select(row => classifier.Classify(row.Tool))];
        var took = Stopwatch.GetElapsedTime(start);
        var method = training.Length > 0
            ? $"cross-validated in {CrossValidation.Folds} folds of whole servers and repositories, with {others.Count} other rows{(weak.Count > 0 ? $" and {weak.Count} authors' claims" : "")} less the fold's on the training side"
            : CrossValidation.CountTrainedOn(rows) is > 0 and var known
                ? $"the shipped model was trained on {known} of these rows, so the figures are better than on other tools: cross-validate with --train"
                : "the shipped model, which was trained on none of these rows";
        var report = Evaluator.Measure(rows, answers);
        report = report with { Errors = [.. report.Errors.Take(Math.Max(0, parsed.GetValue(_errors)))] };
        var conflicts = OverrideFindings.Of(overrides, rows);
        var output = parsed.InvocationConfiguration.Output;
        if (parsed.GetValue(_json))
        {
            var json = new { classifier = classifier.Version, method, seconds = Math.Round(took.TotalSeconds, 3), report, overrides = new { entries = overrides.Entries.Count, conflicts } };
            await output.WriteLineAsync(JsonSerializer.Serialize(json, ToolDefinitionJson.Options).AsMemory(), cancellationToken);
        }
        else
        {
            await output.WriteLineAsync(method.AsMemory(), cancellationToken);
            EvaluationPrinter.Print(output, report, classifier.Version, took);
            OverrideFindings.Print(output, overrides, conflicts);
        }

        if (parsed.GetValue(_markdown) is { } page)
        {
            await File.WriteAllTextAsync(page, AccuracyPage.Write(report, classifier.Version, method), cancellationToken);
            await File.WriteAllTextAsync(Path.ChangeExtension(page, ".json"), AccuracyFigures.Write(new AccuracyFigures(classifier.Version, method, report with { Errors = [] })), cancellationToken);
        }

        return report.BrokenQuotes == 0 ? ExitCodes.Done : ExitCodes.No;
    }

    private static string Shared(string relative)
    {
        var named = Environment.GetEnvironmentVariable("CATALOG_SHARED");
        var path = Path.Combine(string.IsNullOrEmpty(named) ? Path.Combine("..", "shared") : named, relative);
        return File.Exists(path) ? path : throw new CommandFailedException($"there is no `{path}`: set CATALOG_SHARED to the folder of labelled rows, or name a FILE");
    }
}
