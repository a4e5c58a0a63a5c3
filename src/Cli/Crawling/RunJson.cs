using System.Text.Json;
using Catalog.Core.Crawls;
using Catalog.Core.Identities;
using Catalog.Core.Tools;
using Catalog.Crawler.Web;

namespace Catalog.Cli.Crawling;

/// <summary>A run as one JSON object, its items written while they are read.</summary>
internal static class RunJson
{
    /// <summary>Writes the run in one line.</summary>
    public static async Task WriteAsync(TextWriter output, CrawlRun run, WebTraffic traffic, IdentityCounts names, ICrawlLedger ledger, CancellationToken cancellationToken)
    {
        var head = JsonSerializer.SerializeToNode(run, ToolDefinitionJson.Options)!.AsObject();
        head.Remove("items");
        head["result"] = RunSummary.ResultOf(run);
        head["requests"] = traffic.Requests;
        head["bytes"] = traffic.Bytes;
        head["names"] = JsonSerializer.SerializeToNode(names, ToolDefinitionJson.Options);
        await output.WriteAsync($"{head.ToJsonString(ToolDefinitionJson.Options)[..^1]},\"items\":[");
        var separator = "";
        await foreach (var item in RunItems.AllAsync(ledger, run.Id, cancellationToken))
        {
            await output.WriteAsync(separator);
            await output.WriteAsync(JsonSerializer.Serialize(item, ToolDefinitionJson.Options));
            separator = ",";
        }

        await output.WriteLineAsync("]}");
    }
}
