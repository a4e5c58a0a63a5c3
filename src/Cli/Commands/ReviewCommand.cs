using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Catalog.Cli.Hosting;
using Catalog.Core.Catalogs;
using Catalog.Core.Disputes;
using Catalog.Core.Tools;
using Catalog.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Catalog.Cli.Commands;

/// <summary><c>catalog review</c>: what a person should look at. Readers' disputes first, then verdicts of low confidence, the least certain first.</summary>
internal sealed class ReviewCommand : ICliCommand
{
    private const int PageSize = 1000;

    public Command Build()
    {
        var limit = new Option<int>("--limit") { Description = "How many of each to print", HelpName = "N", DefaultValueFactory = static _ => 50 };
        limit.Validators.Add(static result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > 10_000)
            {
                result.AddError("--limit is a number from 1 to 10000");
            }
        });
        var json = new Option<bool>("--json") { Description = "Print one JSON object" };
        var database = StoreOption.Create();
        var command = new Command("review", "List disputes and verdicts of low confidence, for a person to look at; exit code 1 where there are any") { limit, json, database };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            StoreOption.Locate(parsed, database),
            parsed.GetValue(limit),
            parsed.GetValue(json),
            parsed.InvocationConfiguration.Output,
            cancellationToken));
        return command.WithExamples("catalog review", "catalog review --limit 200 --json");
    }

    private static async Task<int> RunAsync(string location, int limit, bool json, TextWriter output, CancellationToken cancellationToken)
    {
        await using var services = new ServiceCollection().AddCatalogStore(location).BuildServiceProvider();
        foreach (var store in services.GetServices<IStoreOpening>())
        {
            await store.OpenAsync(cancellationToken);
        }

        var disputes = await services.GetRequiredService<IDisputeStore>().ListAsync(limit, cancellationToken);
        var (doubtful, total) = await DoubtfulAsync(services.GetRequiredService<ICatalogReader>(), limit, cancellationToken);
        if (json)
        {
            await output.WriteLineAsync(JsonSerializer.Serialize(new { disputes, doubtfulTotal = total, doubtful = doubtful.Select(static t => t.Classification with { Server = t.Server.Value }) }, ToolDefinitionJson.Options));
        }
        else
        {
            await PrintAsync(output, disputes, doubtful, total);
        }

        return disputes.Count + total > 0 ? ExitCodes.No : ExitCodes.Done;
    }

    private static async Task<(IReadOnlyList<ToolRecord> Tools, int Total)> DoubtfulAsync(ICatalogReader reader, int limit, CancellationToken cancellationToken)
    {
        var tools = new List<ToolRecord>();
        ResultPage<ToolRecord> page;
        do
        {
            page = await reader.SearchToolsAsync(new ToolQuery { ReviewOnly = true, Offset = tools.Count, Limit = PageSize }, cancellationToken);
            tools.AddRange(page.Items);
        }
        while (page.Items.Count > 0 && tools.Count < page.Total);

        // All are read before any is left out: the least certain of the whole catalog come first, not those of the first page.
        return ([.. tools.OrderBy(static t => t.Classification.Confidence).ThenBy(static t => t.Server.Value, StringComparer.Ordinal).ThenBy(static t => t.Definition.Tool, StringComparer.Ordinal).Take(limit)], page.Total);
    }

    private static async Task PrintAsync(TextWriter output, IReadOnlyList<Dispute> disputes, IReadOnlyList<ToolRecord> doubtful, int total)
    {
        await output.WriteLineAsync(disputes.Count == 0 ? "no disputes" : $"{disputes.Count} {(disputes.Count == 1 ? "dispute" : "disputes")}, newest first");
        foreach (var dispute in disputes)
        {
            await output.WriteLineAsync($"  {dispute.ReceivedAt.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)}  {OneLine(dispute.Server.Value)} {OneLine(dispute.Tool)}: {dispute.Shown} -> {dispute.Proposed}");
            await output.WriteLineAsync($"    {OneLine(dispute.Reason)}{(dispute.Contact is null ? "" : $" ({OneLine(dispute.Contact)})")}");
        }

        await output.WriteLineAsync(total == 0 ? "no verdict of low confidence" : $"{total} {(total == 1 ? "verdict" : "verdicts")} of low confidence, the least certain {doubtful.Count} here");
        foreach (var tool in doubtful)
        {
            var verdict = tool.Classification;
            await output.WriteLineAsync(
                $"  {verdict.Confidence.ToString("0.00", CultureInfo.InvariantCulture)}  {verdict.Category}{(verdict.RunnerUp is null ? "" : $" or {verdict.RunnerUp}")}  {OneLine(tool.Server.Value)} {OneLine(tool.Definition.Tool)}");
        }
    }

    // Strangers' text on a terminal: no control character may move its cursor, and no line end may forge a line.
    private static string OneLine(string text)
    {
        var line = string.Concat(text.Select(static c => char.IsControl(c) || char.GetUnicodeCategory(c) is UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator ? ' ' : c));
        return line.Length > 400 ? line[..400] + "…" : line;
    }
}
