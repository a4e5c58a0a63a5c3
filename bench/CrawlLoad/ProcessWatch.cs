using System.Globalization;

namespace Catalog.Bench.CrawlLoad;

/// <summary>Samples memory and processor time of this process and of all that it started, until it is disposed; of the double, processor time only. Linux only; elsewhere the figures stay 0.</summary>
internal sealed class ProcessWatch : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);
    private readonly CancellationTokenSource _stop = new();
    private readonly int _double;
    private readonly Task _watching;
    private readonly Dictionary<int, (string Kind, double Seconds)> _times = [];
    private readonly Dictionary<int, double> _before = [];

    public ProcessWatch(int other)
    {
        _double = other;
        _watching = Task.Run(WatchAsync);
    }

    /// <summary>The highest sum of proportional set sizes, bytes: what is shared counts once.</summary>
    public long PeakShare { get; private set; }

    /// <summary>The highest proportional set size of one crawling process, bytes.</summary>
    public long PeakSelf { get; private set; }

    /// <summary>Seconds of processor time since the watch began, by kind of process.</summary>
    public IReadOnlyDictionary<string, double> Seconds => _times.GroupBy(static t => t.Value.Kind, StringComparer.Ordinal)
        .ToDictionary(static g => g.Key, g => g.Sum(t => t.Value.Seconds - _before.GetValueOrDefault(t.Key)), StringComparer.Ordinal);

    /// <summary>All figures in a line.</summary>
    /// <param name="servers">How many servers to reckon by.</param>
    public string Describe(int servers) =>
        $"memory {PeakShare >> 20} MiB in all at most, {PeakSelf >> 20} MiB of one crawler itself; processor milliseconds a server: {string.Join(", ", Seconds.OrderBy(static s => s.Key, StringComparer.Ordinal).Select(s => $"{s.Key} {s.Value * 1000 / servers:0.00}"))}";

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _watching;
        _stop.Dispose();
    }

    private async Task WatchAsync()
    {
        for (var first = true; OperatingSystem.IsLinux() && !_stop.IsCancellationRequested; first = false)
        {
            Sample(first);
            await Task.Delay(Pause, _stop.Token).ContinueWith(static _ => { }, TaskScheduler.Default);
        }

        Sample(false);
    }

    private void Sample(bool first)
    {
        var stats = new Dictionary<int, string[]>();
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id) && Read(folder + "/stat") is { Length: > 0 } stat)
            {
                // The command's name stands in brackets and may hold anything.
                stats[id] = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            }
        }

        var share = 0L;
        foreach (var id in stats.Keys.Where(id => IsOurs(id, stats)))
        {
            var seconds = (double.Parse(stats[id][11], CultureInfo.InvariantCulture) + double.Parse(stats[id][12], CultureInfo.InvariantCulture)) / 100;
            _times[id] = (KindOf(id), seconds);
            if (first)
            {
                _before[id] = seconds;
            }

            if (id == _double)
            {
                continue;
            }

            var line = Read($"/proc/{id}/smaps_rollup").Split('\n').FirstOrDefault(static l => l.StartsWith("Pss:", StringComparison.Ordinal));
            var bytes = line is null ? 0 : long.Parse(line[4..^2].Trim(), CultureInfo.InvariantCulture) << 10;
            share += bytes;
            PeakSelf = _times[id].Kind == "crawler" ? Math.Max(PeakSelf, bytes) : PeakSelf;
        }

        PeakShare = Math.Max(PeakShare, share);
    }

    private bool IsOurs(int id, Dictionary<int, string[]> stats)
    {
        for (var at = id; at > 1; at = stats.TryGetValue(at, out var stat) ? int.Parse(stat[1], CultureInfo.InvariantCulture) : 0)
        {
            if (at == Environment.ProcessId)
            {
                return true;
            }
        }

        return false;
    }

    private string KindOf(int id) => _times.TryGetValue(id, out var known) && known.Kind != "starting" ? known.Kind
        : id == Environment.ProcessId ? "crawler"
        : id == _double ? "double"
        : Read($"/proc/{id}/cmdline") is var line && line.Contains("link-worker", StringComparison.Ordinal) ? "readers"
        : line.Contains(CrawlWorker.Verb, StringComparison.Ordinal) ? "crawler"
        : line.Contains("postgres", StringComparison.Ordinal) ? "store"
        : line.Contains("parse-worker", StringComparison.Ordinal) ? "parsers"
        : "starting";

    private static string Read(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
