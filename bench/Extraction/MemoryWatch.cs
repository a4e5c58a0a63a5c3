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
        var (share, resident, count) = (0L, 0L, 0);
        foreach (var id in ProcessTree.Ours().Keys)
        {
            var lines = ProcessTree.Lines($"/proc/{id}/smaps_rollup");
            share += Kilobytes(lines, "Pss:");
            resident += Kilobytes(lines, "Rss:");
            count++;
        }

        return (share * 1024, resident * 1024, count);
    }

    private static long Kilobytes(string[] lines, string name) =>
        Array.Find(lines, l => l.StartsWith(name, StringComparison.Ordinal)) is { } line
            ? long.Parse(line[name.Length..].Replace("kB", "", StringComparison.Ordinal).Trim(), CultureInfo.InvariantCulture)
            : 0;
}
