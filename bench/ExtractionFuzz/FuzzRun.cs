using System.Diagnostics;
using System.Globalization;
using Catalog.Crawler.Extractors;

namespace Catalog.Bench.ExtractionFuzz;

/// <summary>Mutates, reads through the workers, judges, and keeps the first source of every cause.</summary>
internal sealed class FuzzRun(ISnapshotExtraction extraction, IReadOnlyList<FuzzCase> cases, string findings, TextWriter log)
{
    private const int Twice = 16;
    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(45);
    private readonly Dictionary<string, int> _causes = new(StringComparer.Ordinal);
    private readonly string _work = Directory.CreateTempSubdirectory("catalog-fuzz-").FullName;

    /// <summary>Runs for some time, or through one iteration alone; returns how many causes were found.</summary>
    public async Task<int> RunAsync(int seed, TimeSpan time, int? only)
    {
        var started = Stopwatch.GetTimestamp();
        var reported = started;
        var executions = 0;
        var tools = 0L;
        for (var iteration = only ?? 0; only is null ? Stopwatch.GetElapsedTime(started) < time : iteration == only; iteration++)
        {
            // Each iteration has its own generator, so that any of them can be repeated alone.
            var random = new Random(unchecked((seed * 1_000_003) + iteration));
            var source = new Mutator(cases, random).Mutate(cases[random.Next(cases.Count)]);
            var begun = Stopwatch.GetTimestamp();
            var (result, finding) = await ExecuteAsync(source);
            executions++;
            tools += result?.Servers.Sum(static s => s.Tools.Count) ?? 0;
            finding ??= Stopwatch.GetElapsedTime(begun) > Slow ? "it took too long" : null;
            if (finding is null && iteration % Twice == 0)
            {
                var (again, problem) = await ExecuteAsync(source);
                executions++;
                finding = problem ?? (Verdict.Text(again!) == Verdict.Text(result!) ? null : "the same source gave two results");
            }

            if (finding is not null)
            {
                await KeepAsync(iteration, source, finding);
            }

            if (Stopwatch.GetElapsedTime(reported) > TimeSpan.FromMinutes(1))
            {
                reported = Stopwatch.GetTimestamp();
                await ReportAsync(seed, started, executions, tools);
            }
        }

        await ReportAsync(seed, started, executions, tools);
        Directory.Delete(_work, recursive: true);
        return _causes.Count;
    }

    private async Task<(ExtractionResult? Result, string? Finding)> ExecuteAsync(FuzzCase source)
    {
        var folder = Path.Combine(_work, "source");
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        await WriteAsync(source, folder);
        try
        {
            var result = await extraction.ExtractAsync(new SnapshotFolder { Path = folder }, CancellationToken.None);
            return (result, Verdict.FindingOrNull(result));
        }
        catch (Exception e)
        {
            // The one thing that must never be: what a source does reaches the main process.
            return (null, $"the main process threw {e.GetType().Name}: {e.Message}");
        }
    }

    private static async Task WriteAsync(FuzzCase source, string folder)
    {
        foreach (var file in source.Files)
        {
            var path = Path.Combine(folder, file.Path);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await File.WriteAllBytesAsync(path, file.Content);
        }
    }

    private async Task KeepAsync(int iteration, FuzzCase source, string finding)
    {
        var cause = Verdict.Cause(finding);
        _causes[cause] = _causes.GetValueOrDefault(cause) + 1;
        if (_causes[cause] <= 3)
        {
            var folder = Path.Combine(findings, iteration.ToString(CultureInfo.InvariantCulture));
            await WriteAsync(source, Path.Combine(folder, "source"));
            await File.WriteAllTextAsync(Path.Combine(folder, "finding.txt"), $"{source.Name}\n{finding}\n");
            await log.WriteLineAsync($"finding at {iteration} ({source.Name}): {finding}");
        }
    }

    private Task ReportAsync(int seed, long started, int executions, long tools) =>
        log.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"seed {seed}: {Stopwatch.GetElapsedTime(started).TotalMinutes:0.0} minutes, {executions} executions, {tools} tools read, {_causes.Count} causes in {_causes.Values.Sum()} findings"));
}
