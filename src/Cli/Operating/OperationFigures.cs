using System.Globalization;
using System.Text;
using Catalog.Cli.Crawling;
using Catalog.Core.Catalogs;
using Catalog.Core.Crawls;
using Microsoft.Extensions.DependencyInjection;

namespace Catalog.Cli.Operating;

/// <summary>What is worth an alarm, in the text format of Prometheus: for the textfile collector of its node exporter.</summary>
internal static class OperationFigures
{
    /// <summary>The whole text, with a newline at its end.</summary>
    /// <param name="counts">What the catalog holds.</param>
    /// <param name="last">The last crawl that ended; null where none did.</param>
    /// <param name="sources">The sources of the nightly crawl.</param>
    public static string Write(CatalogCounts counts, CrawlRun? last, IReadOnlyList<SourceAge> sources)
    {
        var text = new StringBuilder();
        Family(text, "catalog_servers", "Servers in the catalog", [("", counts.Servers)]);
        Family(text, "catalog_tools", "Tools offered, by category", counts.ByCategory.OrderBy(static pair => pair.Key).Select(static pair => (Label("category", pair.Key.ToString()), (double)pair.Value)));
        Family(text, "catalog_tools_to_review", "Tools whose verdict a person should look at", [("", counts.Review)]);
        if (last is { FinishedAt: { } end })
        {
            Family(text, "catalog_crawl_finished_timestamp_seconds", "When the last crawl ended", [("", Seconds(end))]);
            Family(text, "catalog_crawl_duration_seconds", "How long the last crawl took", [("", (end - last.StartedAt).TotalSeconds)]);
            Family(text, "catalog_crawl_entries", "Entries of the last crawl, by how they ended",
                [(Label("status", "stored"), last.Stored), (Label("status", "unchanged"), last.Unchanged), (Label("status", "without_tools"), last.NoTools), (Label("status", "failed"), last.Failed)]);
            Family(text, "catalog_crawl_tools_changed", "Tools that the last crawl found added, changed or removed", [("", last.Changed)]);
        }

        Family(text, "catalog_source_listed_timestamp_seconds", "When a source was last listed to its end; 0 where it never was", sources.Select(static source => (Label("source", source.Source), source.ListedAt is { } at ? Seconds(at) : 0)));
        Family(text, "catalog_source_overdue", "1 where a source was not listed to its end when it was its turn", sources.Select(static source => (Label("source", source.Source), source.Overdue ? 1.0 : 0)));
        Family(text, "catalog_source_failed", "1 where the last listing of a source had a problem", sources.Select(static source => (Label("source", source.Source), source.Problem is null ? 0.0 : 1)));
        return text.ToString();
    }

    /// <summary>The whole text of what the store and the list of sources say now.</summary>
    public static async Task<string> ReadAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var ledger = services.GetRequiredService<ICrawlLedger>();
        var counts = await services.GetRequiredService<ICatalogReader>().CountAsync(cancellationToken);
        var last = (await ledger.ListRunsAsync(20, cancellationToken)).FirstOrDefault(static run => run.FinishedAt is not null);
        var sources = SourceAge.Of(CrawlSetup.ReadList("sources.yaml"), await ledger.ListSourcesAsync(cancellationToken), TimeProvider.System.GetUtcNow());
        return Write(counts, last, sources);
    }

    private static void Family(StringBuilder text, string name, string help, IEnumerable<(string Labels, double Value)> samples)
    {
        text.Append(CultureInfo.InvariantCulture, $"# HELP {name} {help}\n# TYPE {name} gauge\n");
        foreach (var (labels, value) in samples)
        {
            text.Append(CultureInfo.InvariantCulture, $"{name}{labels} {value:0.###}\n");
        }
    }

    private static string Label(string name, string value) =>
        $"{{{name}=\"{value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)}\"}}";

    private static double Seconds(DateTimeOffset moment) => Math.Floor(moment.ToUnixTimeMilliseconds() / 1000.0);
}
