using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Catalog.Cli.Crawling;
using Catalog.Cli.Hosting;
using Catalog.Cli.Identities;
using Catalog.Cli.Operating;
using Catalog.Core.Catalogs;
using Catalog.Core.Crawls;
using Catalog.Core.Identities;
using Catalog.Core.Tools;
using Catalog.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Catalog.Cli.Commands;

/// <summary><c>catalog status</c>: what is stored, where, and how the last crawls went.</summary>
internal sealed class StatusCommand : ICliCommand
{
    private readonly Option<bool> _json = new("--json") { Description = "Print it as JSON" };
    private readonly Option<bool> _prometheus = new("--prometheus") { Description = "Print figures for alerts in the text format of Prometheus" };
    private readonly Option<bool> _check = new("--check") { Description = "End with 1 where a source of the nightly crawl is overdue" };
    private readonly Option<bool> _rows = new("--rows") { Description = "Look at every stored row and end with 1 where two do not fit together; takes minutes for a large catalog" };
    private readonly Option<string?> _db = StoreOption.Create();

    public Command Build()
    {
        var command = new Command("status", "Show what is stored, where, and how the last crawls went") { _json, _prometheus, _check, _rows, _db };
        command.SetAction(RunAsync);
        return command.WithExamples("catalog status", "catalog status --json", "catalog status --check", "catalog status --rows");
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        await using var services = new ServiceCollection().AddCatalogStore(StoreOption.Locate(parsed, _db)).BuildServiceProvider();
        var store = await StoreOption.OpenExistingAsync(services, cancellationToken);
        if (parsed.GetValue(_rows))
        {
            var misfits = await services.GetRequiredService<ICatalogCheck>().CheckAsync(cancellationToken);
            await parsed.InvocationConfiguration.Output.WriteLineAsync(misfits.Count == 0 ? $"{store.Location}: all rows fit together" : string.Join(Environment.NewLine, misfits));
            return misfits.Count == 0 ? ExitCodes.Done : ExitCodes.No;
        }

        var counts = await services.GetRequiredService<ICatalogReader>().CountAsync(cancellationToken);
        var names = await services.GetRequiredService<IIdentityStore>().CountAsync(cancellationToken);
        var ledger = services.GetRequiredService<ICrawlLedger>();
        var runs = await ledger.ListRunsAsync(5, cancellationToken);
        var now = TimeProvider.System.GetUtcNow();
        var sources = SourceAge.Of(CrawlSetup.ReadList("sources.yaml"), await ledger.ListSourcesAsync(cancellationToken), now);
        var exitCode = parsed.GetValue(_check) && sources.Any(static source => source.Overdue) ? ExitCodes.No : ExitCodes.Done;
        var output = parsed.InvocationConfiguration.Output;
        if (parsed.GetValue(_prometheus))
        {
            await output.WriteAsync(OperationFigures.Write(counts, runs.FirstOrDefault(static run => run.FinishedAt is not null), sources));
            return exitCode;
        }

        if (parsed.GetValue(_json))
        {
            var lastRuns = runs.Select(static run => new { run.Id, run.StartedAt, run.FinishedAt, Result = run.FinishedAt is null ? "unfinished" : RunSummary.ResultOf(run), run.Items, run.Stored, run.Unchanged, run.NoTools, run.Failed, run.Changed });
            var ages = sources.Select(static source => new { source.Source, EveryDays = source.Every.TotalDays, source.TriedAt, source.ListedAt, source.Overdue, source.Problem });
            await output.WriteLineAsync(JsonSerializer.Serialize(new { Store = store, Counts = counts, Names = names, Runs = lastRuns, Sources = ages }, ToolDefinitionJson.Options));
            return exitCode;
        }

        await output.WriteLineAsync($"{store.Location}: schema {store.Version}, {store.Bytes / 1_048_576.0:F1} MB, {store.Engine}");
        await output.WriteLineAsync($"{Counted.Of(counts.Servers, "server")}, {Counted.Of(counts.Tools, "tool")}, {counts.Review:N0} to be reviewed; last looked at {At(counts.LastSeen)}");
        if (counts.Tools > 0)
        {
            await output.WriteLineAsync("by category: " + string.Join(", ", counts.ByCategory.OrderBy(static pair => pair.Key).Select(static pair => $"{pair.Key} {pair.Value}")));
            await output.WriteLineAsync("by risk: " + string.Join(", ", counts.ByRisk.OrderBy(static pair => pair.Key).Select(static pair => $"{pair.Key} {pair.Value}")));
        }

        await output.WriteLineAsync(IdentityPass.Sentence(names));
        foreach (var run in runs)
        {
            await output.WriteLineAsync(
                $"crawl of {At(run.StartedAt)}: {run.Stored} stored, {run.Unchanged} unchanged, {run.NoTools} without tools, {run.Failed} failed, {Counted.Of(run.Marked, "change")} to look at, {Counted.Of(run.Suspect, "tool")} with poisoned text, {(run.FinishedAt is { } end ? $"in {(end - run.StartedAt).TotalSeconds:F0} s" : "not finished")}");
        }

        await WriteAsync(output, sources, now);
        return exitCode;
    }

    private static async Task WriteAsync(TextWriter output, IReadOnlyList<SourceAge> sources, DateTimeOffset now)
    {
        if (sources.All(static source => source.TriedAt is null))
        {
            await output.WriteLineAsync("sources: none of the nightly crawl was asked yet; `catalog crawl` does");
            return;
        }

        await output.WriteLineAsync("sources of the nightly crawl:");
        foreach (var source in sources)
        {
            var age = source.ListedAt is { } at ? $"listed {Age(now - at)} ago" : "never listed";
            await output.WriteLineAsync($"  {source.Source}: {age}{(source.Overdue ? $", overdue (every {Age(source.Every)})" : "")}{(source.Problem is null ? "" : $"; {source.Problem}")}");
        }
    }

    private static string Age(TimeSpan age) => age.TotalHours < 1 ? $"{Math.Max(age.TotalMinutes, 0):0} min" : age.TotalHours < 48 ? $"{age.TotalHours:0} h" : $"{age.TotalDays:0} days";

    private static string At(DateTimeOffset? moment) => moment?.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture) ?? "never";
}
