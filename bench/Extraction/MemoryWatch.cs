using System.Globalization;

namespace Catalog.Bench.Extraction;

/// <summary>Samples the memory of this process and of all that it started, until it is disposed. Linux only; elsewhere the figures stay 0.</summary>
internal sealed class MemoryWatch : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _watching;

    public MemoryWatch() => _watching = Task.Run(WatchAsync);

    /// <summary>The highest sum of proportional set sizes, bytes: what is shared counts once.</summary>
    public long PeakShare { get; private set; }

    /// <summary>The highest sum of resident sets, bytes: what is shared counts for each.</summary>
    public long PeakResident { get; private set; }

    /// <summary>The most processes seen at once.</summary>
    public int MostProcesses { get; private set; }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _watching;
        _stop.Dispose();
    }

    private async Task WatchAsync()
    {
        while (OperatingSystem.IsLinux() && !_stop.IsCancellationRequested)
        {
            var (share, resident, count) = Sample();
            PeakShare = Math.Max(PeakShare, share);
            PeakResident = Math.Max(PeakResident, resident);
            MostProcesses = Math.Max(MostProcesses, count);
            await Task.Delay(Pause, _stop.Token).ContinueWith(static _ => { }, TaskScheduler.Default);
        }
    }

    private static (long Share, long Resident, int Count) Sample()
    {
        var parents = new Dictionary<int, int>();
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id) && Lines(folder + "/stat") is [var stat, ..])
            {
                // The command's name stands in brackets and may hold anything; the parent is the second word after it.
                parents[id] = int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1], CultureInfo.InvariantCulture);
            }
        }

        var (share, resident, count) = (0L, 0L, 0);
        foreach (var id in parents.Keys.Where(id => IsOurs(id, parents)))
        {
            var lines = Lines($"/proc/{id}/smaps_rollup");
            share += Kilobytes(lines, "Pss:");
            resident += Kilobytes(lines, "Rss:");
            count++;
        }

        return (share * 1024, resident * 1024, count);
    }

    private static bool IsOurs(int id, Dictionary<int, int> parents)
    {
        for (var at = id; at > 1 && parents.TryGetValue(at, out var parent); at = parent)
        {
            // What this process starts to compare with is no part of the extraction.
            if (at == Environment.ProcessId)
            {
                return !Lines($"/proc/{id}/comm").Contains("gzip", StringComparer.Ordinal);
            }
        }

        return false;
    }

    private static long Kilobytes(string[] lines, string name) =>
        Array.Find(lines, l => l.StartsWith(name, StringComparison.Ordinal)) is { } line
            ? long.Parse(line[name.Length..].Replace("kB", "", StringComparison.Ordinal).Trim(), CultureInfo.InvariantCulture)
            : 0;

    private static string[] Lines(string file)
    {
        try
        {
            return File.ReadAllLines(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It ended while it was looked at.
            return [];
        }
    }
}
