using System.Diagnostics;
using System.Globalization;
using Catalog.Crawler.Extractors;

namespace Catalog.Bench.Extraction;

/// <summary>
/// Measures how many unpacked bytes a second are read, against <c>gzip -dc</c> on the same archives, both in turns in the same run so that other load bears on both alike. What is read is the archive's
/// own content, wherever else the row's source may be had; dependencies that are read on the way cost time and count for no bytes.
/// </summary>
/// <param name="extraction">What is measured.</param>
/// <param name="sources">The packages.</param>
/// <param name="atOnce">How many packages are read at once where that is measured, as a crawl does.</param>
/// <param name="output">Where the figures go.</param>
internal sealed class Throughput(ISnapshotExtraction extraction, SourceFolders sources, int atOnce, TextWriter output)
{
    private const int Warming = 6;
    private const int MemoryRounds = 2;

    /// <summary>Reads every npm row six times to warm up, then measures the rounds; the figures are of the median round, start-up of the readers left out.</summary>
    public async Task RunAsync(IEnumerable<TruthRow> rows, int rounds)
    {
        var archives = new List<(TruthRow Row, string Archive, SnapshotFolder Folder, long Bytes)>();
        foreach (var row in rows.Where(static r => r.Npm is not null).DistinctBy(static r => r.Npm))
        {
            if (await sources.PackageAsync(row.Npm!) is { } folder && sources.ArchiveOrNull(row.Npm!) is { } archive)
            {
                archives.Add((row, archive, new SnapshotFolder { Path = folder }, await UnpackAsync(archive)));
            }
        }

        var folders = archives.Select(static a => a.Folder).ToList();
        for (var i = 0; i < Warming; i++)
        {
            await TogetherAsync(folders);
        }

        var (reading, together, unpacking) = (new List<double>(), new List<double>(), new List<double>());
        var (processors, gzip) = (new List<double>(), new List<double>());
        var each = archives.ToDictionary(static a => a.Row.Id, static _ => new List<double>(), StringComparer.Ordinal);
        for (var round = 0; round < rounds; round++)
        {
            var (read, unpacked) = (0.0, 0.0);
            var before = ProcessorTime.Read();
            foreach (var one in archives)
            {
                unpacked += await TimeAsync(() => UnpackAsync(one.Archive));
                var seconds = await TimeAsync(() => extraction.ExtractAsync(one.Folder, CancellationToken.None));
                each[one.Row.Id].Add(seconds);
                read += seconds;
            }

            var after = ProcessorTime.Read();
            processors.Add(after.Living - before.Living);
            gzip.Add(after.Ended - before.Ended);
            reading.Add(read);
            unpacking.Add(unpacked);
            together.Add(await TimeAsync(() => TogetherAsync(folders)));
        }

        // Apart, for to add up the memory of processes takes a good part of a processor.
        await using var memory = new MemoryWatch();
        for (var round = 0; round < MemoryRounds; round++)
        {
            foreach (var folder in folders)
            {
                await extraction.ExtractAsync(folder, CancellationToken.None);
            }

            await TogetherAsync(folders);
        }

        foreach (var one in archives)
        {
            output.WriteLine($"{one.Row.Npm,-56} {one.Bytes / 1e6,8:0.00} MB {Median(each[one.Row.Id]) * 1000,8:0} ms");
        }

        var bytes = archives.Sum(static a => a.Bytes) / 1e6;
        var (alone, pair, unpacks) = (bytes / Median(reading), bytes / Median(together), bytes / Median(unpacking));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{archives.Count} packages, {bytes:0.0} MB unpacked, {rounds} rounds: gzip -dc {unpacks:0.0} MB/s"));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"extraction, one after the other: {alone:0.0} MB/s, ratio 1/{unpacks / alone:0.0}"));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"extraction, {atOnce} at once: {pair:0.0} MB/s, ratio 1/{unpacks / pair:0.0}"));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"time of processors for a round: extraction {Median(processors):0.00} s, gzip -dc {Median(gzip):0.00} s"));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"peak memory of all processes: {memory.PeakShare / 1e6:0} MB (PSS), {memory.PeakResident / 1e6:0} MB (RSS sum), {memory.MostProcesses} processes"));
    }

    private Task TogetherAsync(IEnumerable<SnapshotFolder> folders) =>
        Parallel.ForEachAsync(folders, new ParallelOptions { MaxDegreeOfParallelism = atOnce }, async (folder, cancellationToken) => await extraction.ExtractAsync(folder, cancellationToken));

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
