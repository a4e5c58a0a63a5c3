using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Catalog.Cli.Hosting;
using Catalog.Core.Catalogs;
using Catalog.Core.Crawls;
using Catalog.Core.Tools;
using Catalog.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Catalog.Cli.Commands;

/// <summary><c>catalog status</c>: what is stored, where, and how the last crawls went.</summary>
internal sealed class StatusCommand : ICliCommand
{
    private readonly Option<bool> _json = new("--json") { Description = "Print it as JSON" };
    private readonly Option<string?> _db = StoreOption.Create();

    public Command Build()
    {
        var command = new Command("status", "Show what is stored, where, and how the last crawls went") { _json, _db };
        command.SetAction(RunAsync);
        return command.WithExamples("catalog status", "catalog status --json");
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        await using var services = new ServiceCollection().AddCatalogStore(StoreOption.Locate(parsed, _db)).BuildServiceProvider();
        var store = await services.GetRequiredService<IStoreOpening>().OpenAsync(cancellationToken);
        var counts = await services.GetRequiredService<ICatalogReader>().CountAsync(cancellationToken);
        var runs = await services.GetRequiredService<ICrawlLedger>().ListRunsAsync(5, cancellationToken);
        var output = parsed.InvocationConfiguration.Output;
        if (parsed.GetValue(_json))
        {
            var lastRuns = runs.Select(static run => new { run.StartedAt, run.FinishedAt, run.Items, run.Failed });
            await output.WriteLineAsync(JsonSerializer.Serialize(new { Store = store, Counts = counts, Runs = lastRuns }, ToolDefinitionJson.Options));
            return ExitCodes.Done;
        }

        await output.WriteLineAsync($"{store.Location}: schema {store.Version}, {store.Bytes / 1_048_576.0:F1} MB, {store.Engine}");
        await output.WriteLineAsync($"{counts.Servers} servers, {counts.Tools} tools, {counts.Review} to be reviewed; last looked at {At(counts.LastSeen)}");
        if (counts.Tools > 0)
        {
            await output.WriteLineAsync("by category: " + string.Join(", ", counts.ByCategory.OrderBy(static pair => pair.Key).Select(static pair => $"{pair.Key} {pair.Value}")));
            await output.WriteLineAsync("by risk: " + string.Join(", ", counts.ByRisk.OrderBy(static pair => pair.Key).Select(static pair => $"{pair.Key} {pair.Value}")));
        }

        foreach (var run in runs)
        {
            await output.WriteLineAsync(
                $"crawl of {At(run.StartedAt)}: {run.Stored} stored, {run.Unchanged} unchanged, {run.NoTools} without tools, {run.Failed} failed, {(run.FinishedAt is { } end ? $"in {(end - run.StartedAt).TotalSeconds:F0} s" : "not finished")}");
        }

        return ExitCodes.Done;
    }

    private static string At(DateTimeOffset? moment) => moment?.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture) ?? "never";
}
