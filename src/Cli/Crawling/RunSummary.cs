using System.Globalization;
using Catalog.Core.Crawls;
using Catalog.Core.Identities;
using Catalog.Crawler.Web;

namespace Catalog.Cli.Crawling;

/// <summary>The line that every crawl ends with, for logs and for what reads them: names and values with nothing between them.</summary>
internal static class RunSummary
{
    /// <summary>How a crawl ended: <c>complete</c>, <c>partial</c> where some of it failed, <c>failed</c> where all of it did.</summary>
    public static string ResultOf(CrawlRun run) => run.Failed == 0 ? "complete" : run.Failed < run.Items ? "partial" : "failed";

    /// <summary>The line.</summary>
    public static string Line(CrawlRun run, WebTraffic traffic, IdentityCounts names) => string.Create(
        CultureInfo.InvariantCulture,
        $"crawl: run={run.Id} result={ResultOf(run)} stored={run.Stored} unchanged={run.Unchanged} without_tools={run.NoTools} failed={run.Failed} changed={run.Changed} impostors={names.Impostors} requests={traffic.Requests} bytes={traffic.Bytes} seconds={(run.FinishedAt - run.StartedAt)?.TotalSeconds ?? 0:0.0}");
}
