using System.Diagnostics;
using System.Globalization;
using Catalog.Crawler.Extractors;

namespace Catalog.Bench.Extraction;

/// <summary>Measures how many unpacked bytes a second are read, against <c>gzip -dc</c> on the same archives, both in turns in the same run so that other load bears on both alike.</summary>
internal sealed class Throughput(ISnapshotExtraction extraction, SourceFolders sources, TextWriter output)
{
    /// <summary>Reads every npm row once to warm up, then measures the rounds; the figures are of the median round, start-up of the processes left out.</summary>
    public async Task RunAsync(IEnumerable<TruthRow> rows, int rounds)
    {
        var archives = new List<(TruthRow Row, string Archive, SnapshotFolder Folder, long Bytes)>();
        foreach (var row in rows.Where(static r => r.Npm is not null).DistinctBy(static r => r.Npm))
        {
            if (await sources.FindOrNullAsync(row) is { } folder && sources.ArchiveOrNull(row.Npm!) is { } archive)
            {
                archives.Add((row, archive, folder, await UnpackAsync(archive)));
            }
        }

        for (var i = 0; i < 3; i++)
        {
            foreach (var one in archives)
            {
                await extraction.ExtractAsync(one.Folder, CancellationToken.None);
            }
        }

        var (reading, unpacking) = (new List<double>(), new List<double>());
        var each = archives.ToDictionary(static a => a.Row.Id, static _ => new List<double>(), StringComparer.Ordinal);
        await using var memory = new MemoryWatch();
        for (var round = 0; round < rounds; round++)
        {
            var (read, unpacked) = (0.0, 0.0);
            foreach (var one in archives)
            {
                unpacked += await TimeAsync(() => UnpackAsync(one.Archive));
                var seconds = await TimeAsync(() => extraction.ExtractAsync(one.Folder, CancellationToken.None));
                each[one.Row.Id].Add(seconds);
                read += seconds;
            }

            reading.Add(read);
            unpacking.Add(unpacked);
        }

        foreach (var one in archives)
        {
            output.WriteLine($"{one.Row.Npm,-56} {one.Bytes / 1e6,8:0.00} MB {Median(each[one.Row.Id]) * 1000,8:0} ms");
        }

        var bytes = archives.Sum(static a => a.Bytes);
        var (reads, unpacks) = (bytes / Median(reading) / 1e6, bytes / Median(unpacking) / 1e6);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{archives.Count} packages, {bytes / 1e6:0.0} MB unpacked, {rounds} rounds: extraction {reads:0.0} MB/s, gzip -dc {unpacks:0.0} MB/s, ratio 1/{unpacks / reads:0.0}"));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"peak memory of all processes: {memory.PeakShare / 1e6:0} MB (PSS), {memory.PeakResident / 1e6:0} MB (RSS sum), {memory.MostProcesses} processes"));
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static async Task<double> TimeAsync(Func<Task> work)
    {
        var started = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    /// <summary>The bytes that <c>gzip -dc</c> gives.</summary>
    private static async Task<long> UnpackAsync(string archive)
    {
        using var gzip = Process.Start(new ProcessStartInfo("gzip", ["-dc", archive]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        var buffer = new byte[64 * 1024];
        var bytes = 0L;
        int read;
        while ((read = await gzip.StandardOutput.BaseStream.ReadAsync(buffer)) > 0)
        {
            bytes += read;
        }

        await gzip.WaitForExitAsync();
        return bytes;
    }
}
