using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Catalog.Cli.Hosting;
using Catalog.Core.Retention;
using Catalog.Core.Tools;
using Catalog.Crawler;
using Catalog.Crawler.Fetching;
using Catalog.Crawler.Registration;
using Catalog.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Catalog.Cli.Commands;

/// <summary><c>catalog prune</c>: throws away what has been kept for long enough; never what a present record needs.</summary>
internal sealed class PruneCommand : ICliCommand
{
    private readonly Option<int> _changes = Days("--changes", "Keep changes so many days", 400);
    private readonly Option<int> _history = Days("--history", "Keep definitions, verdicts and snapshots so many days after something took their place", 400);
    private readonly Option<int> _runs = Days("--runs", "Keep figures of crawls so many days; those of the last thirty in any case", 400);
    private readonly Option<int> _artefacts = Days("--artefacts", "Keep fetched files so many days that no present record was read from", 14);
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Count only" };
    private readonly Option<bool> _json = new("--json") { Description = "Print the figures as JSON" };
    private readonly Option<string?> _db = StoreOption.Create();

    public Command Build()
    {
        var command = new Command("prune", "Throw away history that has been kept for long enough. A gateway's decision log is kept as long as its own settings say") { _changes, _history, _runs, _artefacts, _dryRun, _json, _db };
        command.SetAction(RunAsync);
        return command.WithExamples("catalog prune --dry-run", "catalog prune --history 90 --artefacts 3");
    }

    private static Option<int> Days(string name, string description, int days)
    {
        var option = new Option<int>(name) { Description = description, HelpName = "DAYS", DefaultValueFactory = _ => days };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > 36_500)
            {
                result.AddError($"{name} is a number of days from 1 to 36500");
            }
        });
        return option;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        await using var services = new ServiceCollection().AddCatalogStore(StoreOption.Locate(parsed, _db)).AddArtefactPruning(new CrawlerOptions { DataFolder = DataHome.Path }).BuildServiceProvider();
        await StoreOption.OpenExistingAsync(services, cancellationToken);
        var (now, isDryRun) = (TimeProvider.System.GetUtcNow(), parsed.GetValue(_dryRun));
        var limits = new RetentionLimits(Before(_changes), Before(_history), Before(_runs));
        var rows = await services.GetRequiredService<IHistoryPruning>().PruneAsync(limits, isDryRun, cancellationToken);
        var files = await services.GetRequiredService<IArtefactPruning>().PruneAsync(Before(_artefacts), isDryRun, cancellationToken);
        await parsed.InvocationConfiguration.Output.WriteLineAsync(parsed.GetValue(_json)
            ? JsonSerializer.Serialize(new { DryRun = isDryRun, Rows = rows, Files = files }, ToolDefinitionJson.Options)
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{(isDryRun ? "would throw away" : "thrown away")}: {rows.Changes} changes, {rows.Runs} crawls, {rows.Definitions} definitions, {rows.Readings} readings, {rows.Classifications} verdicts, {rows.Snapshots} snapshots; {files.Files} fetched files of {files.Bytes / 1_048_576.0:F1} MB"));
        return ExitCodes.Done;

        DateTimeOffset Before(Option<int> days) => now - TimeSpan.FromDays(parsed.GetValue(days));
    }
}
