using System.CommandLine;
using System.Text.Json;
using Catalog.Classifier;
using Catalog.Cli.Hosting;
using Catalog.Cli.Reviewing;
using Catalog.Core.Tools;
using Catalog.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Catalog.Cli.Commands;

/// <summary><c>catalog review</c>: what a person should look at: readers' disputes, overrides in conflict, and verdicts that are marked for review.</summary>
internal sealed class ReviewCommand : ICliCommand
{
    private readonly Option<int> _limit = new("--limit") { Description = "How many of each to print", HelpName = "N", DefaultValueFactory = static _ => 50 };
    private readonly Option<ReviewOrder> _order = new("--order") { Description = "Which tools first: the least certain, those of the worst risk, or by server", DefaultValueFactory = static _ => ReviewOrder.Confidence };
    private readonly Option<ReviewReason?> _only = new("--only") { Description = "Only tools that wait for this reason" };
    private readonly Option<bool> _json = new("--json") { Description = "Print one JSON object" };
    private readonly Option<bool> _skeleton = new("--skeleton") { Description = "Print a file of overrides for all that is listed, to be filled in: reason and name are empty, and it is refused until they are not" };
    private readonly Option<string?> _overrides = OverridesOption.Create();
    private readonly Option<string?> _db = StoreOption.Create();

    public Command Build()
    {
        _limit.Validators.Add(static result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > 10_000)
            {
                result.AddError("--limit is a number from 1 to 10000");
            }
        });
        var command = new Command("review", "List disputes, overrides in conflict and doubtful verdicts, for a person to look at; exit code 1 where there are any")
        {
            _limit, _order, _only, _json, _skeleton, _overrides, _db,
        };
        command.SetAction(RunAsync);
        return command.WithExamples("catalog review", "catalog review --order risk --limit 200 --json", "catalog review --only SecondOpinion --skeleton > overrides/mine.json");
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        await using var services = new ServiceCollection()
            .AddClassifier(OverridesOption.Load(parsed, _overrides))
            .AddCatalogStore(StoreOption.Locate(parsed, _db))
            .AddSingleton<ReviewCollection>()
            .BuildServiceProvider();
        await StoreOption.OpenExistingAsync(services, cancellationToken);

        var report = await services.GetRequiredService<ReviewCollection>().CollectAsync(parsed.GetValue(_limit), parsed.GetValue(_order), parsed.GetValue(_only), cancellationToken);
        var output = parsed.InvocationConfiguration.Output;
        if (parsed.GetValue(_skeleton))
        {
            var today = DateOnly.FromDateTime(services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime);
            await output.WriteAsync(OverrideSkeleton.Write(report, today).AsMemory(), cancellationToken);
        }
        else if (parsed.GetValue(_json))
        {
            await output.WriteLineAsync(JsonSerializer.Serialize(report, ToolDefinitionJson.Options).AsMemory(), cancellationToken);
        }
        else
        {
            ReviewPrinter.Print(output, report);
        }

        return report.IsEmpty ? ExitCodes.Done : ExitCodes.No;
    }
}
