using Catalog.Cli.Hosting;
using Catalog.Core.Crawls;

namespace Catalog.Cli.Crawling;

/// <summary>The table that a crawl ends with: servers, tools, changed, failed and why. Plain text, so that it reads alike on a terminal and in a log.</summary>
internal static class CrawlTable
{
    // A night's crawl of many thousand servers is no table: then what failed is listed, and so many of it.
    private const int MostRows = 1000;

    /// <summary>Writes the table.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="run">The run.</param>
    /// <param name="ledger">Where its items are.</param>
    /// <param name="toolsOf">How many tools an unchanged server has.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public static async Task WriteAsync(TextWriter output, CrawlRun run, ICrawlLedger ledger, Func<string, Task<int>> toolsOf, CancellationToken cancellationToken)
    {
        var isShort = run.Items <= MostRows;
        var items = await RunItems.AllAsync(ledger, run.Id, cancellationToken).Where(item => isShort || item.Status == CrawlStatus.Failed).Take(MostRows).ToListAsync(cancellationToken);
        var rows = new List<(string Server, string Tools, string Changed, string Result)>();
        var tools = 0;
        foreach (var item in items.OrderBy(static item => item.Server ?? item.Reference, StringComparer.Ordinal))
        {
            var count = item is { Status: CrawlStatus.Unchanged, Server: { } server } ? await toolsOf(server) : item.Tools;
            tools += count;
            var isCounted = item.Status is CrawlStatus.Stored or CrawlStatus.Unchanged && item.Server is not null;
            rows.Add((Show(item.Server ?? item.Reference), isCounted ? $"{count}" : "-", isCounted ? $"{item.Changed}" : "-", Result(item)));
        }

        await WriteAsync(output, rows);
        if (!isShort)
        {
            await output.WriteLineAsync($"only what failed is listed{(run.Failed > rows.Count ? $", {rows.Count} of {run.Failed}" : "")}: `catalog crawl --json` names all");
        }

        await output.WriteLineAsync();
        await output.WriteLineAsync(
            $"{Counted.Of(run.Stored + run.Unchanged, "server")}, {(isShort ? $"{Counted.Of(tools, "tool")}, " : "")}{run.Changed:N0} changed; {Counted.Of(run.Unchanged, "server")} unchanged, {run.Failed:N0} failed{Looks(run)}; {(run.FinishedAt - run.StartedAt)?.TotalSeconds ?? 0:0.0} s");
    }

    private static async Task WriteAsync(TextWriter output, List<(string Server, string Tools, string Changed, string Result)> rows)
    {
        var width = Math.Clamp(rows.Select(static row => row.Server.Length).DefaultIfEmpty(6).Max(), 6, 110);
        await output.WriteLineAsync($"{"Server".PadRight(width)}  Tools  Changed  Result");
        foreach (var row in rows)
        {
            await output.WriteLineAsync($"{row.Server.PadRight(width)}  {row.Tools,5}  {row.Changed,7}  {row.Result}".TrimEnd());
        }
    }

    private static string Looks(CrawlRun run) =>
        (run.Marked > 0 ? $"; {Counted.Of(run.Marked, "change")} to look at: `catalog changes --marked --since {run.Id}`" : "") + (run.Suspect > 0 ? $"; {Counted.Of(run.Suspect, "tool")} with poisoned text" : "");

    private static string Result(CrawlItem item) => item.Status switch
    {
        CrawlStatus.Stored when item.Reason is not null => $"stored; {Show(item.Reason)}",
        CrawlStatus.Stored => "stored",
        CrawlStatus.Unchanged => "unchanged",
        CrawlStatus.NoTools => $"no tools: {Show(item.Reason ?? "")}",
        _ => $"failed: {Show(item.Reason ?? "")}",
    };

    /// <summary>A stranger's words without what a terminal would obey.</summary>
    private static string Show(string text) => new([.. text.Select(static c => char.IsControl(c) ? ' ' : c)]);
}
