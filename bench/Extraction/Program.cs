using System.Globalization;
using Catalog.Bench.Extraction;
using Catalog.Crawler.Extractors;
using Catalog.Crawler.Extractors.Linking;
using Catalog.Crawler.Parsing.Workers;
using Microsoft.Extensions.DependencyInjection;

// Scores the static extraction against the known tools of real servers.
//   dotnet run --project bench/Extraction -c Release -- TRUTH [--only PART] [--language NAME] [--keep FOLDER] [--details]
//   dotnet run --project bench/Extraction -c Release -- TRUTH --throughput [--rounds N] [--at-once N]
// TRUTH is the file of known tools. Npm rows come by `npm pack`, git rows from the bare mirrors under CATALOG_MIRRORS; rows whose source is not to be had are left out and listed.
if (args is [ParseWorkerOptions.Verb or LinkWorkerOptions.Verb])
{
    await using var input = Console.OpenStandardInput();
    await using var output = Console.OpenStandardOutput();
    return args[0] == LinkWorkerOptions.Verb
        ? await LinkWorkerHost.RunAsync(input, output, CancellationToken.None)
        : await ParseWorkerHost.RunAsync(input, output, CancellationToken.None);
}

if (args.Length == 0 || !File.Exists(args[0]))
{
    await Console.Error.WriteLineAsync("name the file of known tools: dotnet run --project bench/Extraction -- TRUTH [--only PART] [--language NAME] [--keep FOLDER] [--details]");
    return 2;
}

var only = After("--only");
var language = After("--language");
var sources = new SourceFolders(After("--keep") ?? Path.Combine(Path.GetTempPath(), "catalog-bench-sources"), Environment.GetEnvironmentVariable("CATALOG_MIRRORS"));
await using var services = new ServiceCollection().AddSingleton<IDependencySources>(new PackedDependencies(sources)).AddExtraction().BuildServiceProvider();
var extraction = services.GetRequiredService<ISnapshotExtraction>();
if (args.Contains("--throughput", StringComparer.Ordinal))
{
    await new Throughput(extraction, sources, int.Parse(After("--at-once") ?? "2", CultureInfo.InvariantCulture), Console.Out).RunAsync(TruthRow.ReadAll(args[0]).Where(r => only is null || r.Id.Contains(only, StringComparison.OrdinalIgnoreCase)), int.Parse(After("--rounds") ?? "9", CultureInfo.InvariantCulture));
    return 0;
}

var report = new ScoreReport(Console.Out, args.Contains("--details", StringComparer.Ordinal));
foreach (var row in TruthRow.ReadAll(args[0]))
{
    if ((only is not null && !row.Id.Contains(only, StringComparison.OrdinalIgnoreCase)) || (language is not null && !row.Language.Equals(language, StringComparison.OrdinalIgnoreCase)))
    {
        continue;
    }

    if (await sources.FindOrNullAsync(row) is not { } folder)
    {
        report.Leave(row);
        continue;
    }

    var result = await extraction.ExtractAsync(folder, CancellationToken.None);
    report.Add(row, Score.Of(row, result), result.Problems);
}

report.Finish();
return 0;

string? After(string option)
{
    var at = Array.IndexOf(args, option);
    return at >= 0 && at + 1 < args.Length ? args[at + 1] : null;
}
