using System.Globalization;
using Catalog.Bench.ExtractionFuzz;
using Catalog.Crawler.Extractors;
using Catalog.Crawler.Extractors.Linking;
using Catalog.Crawler.Parsing.Workers;
using Microsoft.Extensions.DependencyInjection;

// Fuzzes the extraction: mutates the cases of every extractor and reads them the whole way, through worker processes.
//   dotnet run -c Release --project bench/ExtractionFuzz -- --minutes 60 [--seed N] [--only ITERATION] [--cases FOLDER] [--findings FOLDER] [--language PART]
// Exit code 0 where nothing was found, 1 where something was; sources and reasons lie in the folder of findings.
if (args is [ParseWorkerOptions.Verb or LinkWorkerOptions.Verb])
{
    await using var input = Console.OpenStandardInput();
    await using var output = Console.OpenStandardOutput();
    return args[0] == LinkWorkerOptions.Verb
        ? await LinkWorkerHost.RunAsync(input, output, CancellationToken.None)
        : await ParseWorkerHost.RunAsync(input, output, CancellationToken.None);
}

var cases = FuzzCase.ReadAll(After("--cases") ?? Path.Combine("tests", "Crawler.Tests", "Extractors", "Cases"));
if (After("--language") is { } language)
{
    cases = [.. cases.Where(c => c.Name.StartsWith(language, StringComparison.Ordinal))];
}

var minutes = double.Parse(After("--minutes") ?? "1", CultureInfo.InvariantCulture);
await using var services = new ServiceCollection().AddExtraction()
    .Configure<LinkWorkerOptions>(static o => (o.Workers, o.SnapshotTimeout) = (1, TimeSpan.FromSeconds(60)))
    .Configure<ParseWorkerOptions>(static o => o.Workers = 1)
    .BuildServiceProvider();
Console.WriteLine($"{cases.Count} cases of {string.Join(", ", cases.Select(static c => c.Name.Split('/')[0]).Distinct(StringComparer.Ordinal))}");
var run = new FuzzRun(services.GetRequiredService<ISnapshotExtraction>(), cases, After("--findings") ?? Path.Combine(Path.GetTempPath(), "catalog-fuzz-findings"), Console.Out);
var only = After("--only") is { } one ? int.Parse(one, CultureInfo.InvariantCulture) : (int?)null;
return await run.RunAsync(int.Parse(After("--seed") ?? "1", CultureInfo.InvariantCulture), TimeSpan.FromMinutes(minutes), only) == 0 ? 0 : 1;

string? After(string option)
{
    var at = Array.IndexOf(args, option);
    return at >= 0 && at + 1 < args.Length ? args[at + 1] : null;
}
