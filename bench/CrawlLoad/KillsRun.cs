using System.Diagnostics;
using System.Globalization;
using Catalog.Core.Crawls;
using Microsoft.Extensions.DependencyInjection;

namespace Catalog.Bench.CrawlLoad;

/// <summary>A crawl that is killed again and again, and then finished: what it stored and what it asked for, against a crawl that was left alone.</summary>
internal sealed class KillsRun(DoubleProcess github, string undisturbed, string disturbed, string folder)
{
    private readonly Dictionary<string, int> _finished = new(StringComparer.Ordinal);
    private int _leased;

    /// <summary>Crawls both and prints what differs.</summary>
    /// <returns>True where nothing does.</returns>
    public async Task<bool> RunAsync(int servers, int kills, int seed, string source)
    {
        var took = await new WorkersRun(github, undisturbed, folder).CrawlAsync("undisturbed", servers, 1, source);
        await github.AskAsync("forget");
        var random = new Random(seed);
        var (killed, start) = (0, Stopwatch.GetTimestamp());
        string? end = null;
        while (end is null)
        {
            using var crawler = await CrawlWorker.StartAsync(0, disturbed, github.Address.ToString(), Directory.CreateDirectory(Path.Combine(folder, "disturbed")).FullName, source);
            var work = crawler.WorkAsync();
            if (killed < kills && await Task.WhenAny(work, Task.Delay((took * (1.6 * random.NextDouble() / kills)) + TimeSpan.FromSeconds(1))) != work)
            {
                await crawler.KillAsync();
                killed++;
                await NoteAsync();
            }

            end = await work;
        }

        var archives = await ArchivesAsync();
        var again = _finished.Where(one => archives[one.Key] > one.Value).Select(static one => one.Key).ToList();
        var more = archives.Values.Sum() - archives.Count;
        Console.WriteLine($"killed {killed} times, then finished after {Stopwatch.GetElapsedTime(start).TotalSeconds:0.0} s: {end}");
        Console.WriteLine($"  archives: {archives.Count} repositories, {more} asked for again, {_leased} leased at a kill; of {_finished.Count} finished before a kill asked for again: {again.Count} {string.Join(' ', again.Take(3))}");
        Console.WriteLine($"  requests: {await github.AskAsync("counts")}");
        var same = await WholeRows.CompareAsync(undisturbed, disturbed, github.Address, folder);
        return same && again.Count == 0 && more <= _leased && killed == kills;
    }

    /// <summary>What was finished when the killed one was gone, and how often its archive had been asked for by then.</summary>
    private async Task NoteAsync()
    {
        await using var services = CrawlServices.Build(disturbed, github.Address, folder);
        await CrawlServices.OpenAsync(services);
        var ledger = services.GetRequiredService<ICrawlLedger>();
        if (await ledger.ListRunsAsync(1, default) is not [var run])
        {
            return;
        }

        _leased += (await services.GetRequiredService<ICrawlQueue>().CountAsync(run.Id, "nobody", default)).Elsewhere;
        var ended = new List<string>();
        for (var after = 0L; await ledger.ListItemsAsync(run.Id, after, 1000, default) is { Count: > 0 } page; after = page[^1].Position)
        {
            ended.AddRange(page.Where(static one => one.Item.Status == CrawlStatus.Stored).Select(static one => one.Item.Reference));
        }

        var archives = await ArchivesAsync();
        foreach (var reference in ended)
        {
            var name = reference[(reference.IndexOf(':', StringComparison.Ordinal) + 1)..].Split('#', '@')[0];
            _finished.TryAdd(name, archives[name]);
        }
    }

    private async Task<Dictionary<string, int>> ArchivesAsync() =>
        (await github.AskAsync("archives")).Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(static pair => pair.Split('='))
            .ToDictionary(static pair => pair[0], static pair => int.Parse(pair[1], CultureInfo.InvariantCulture), StringComparer.OrdinalIgnoreCase);
}
