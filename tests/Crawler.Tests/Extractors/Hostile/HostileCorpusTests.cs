using System.Text.Json;
using Catalog.Core.Tools;
using Catalog.Crawler.Extractors;
using Catalog.Crawler.Extractors.Linking;
using Catalog.Crawler.Parsing.Workers;
using Catalog.Crawler.Tests.Parsing;
using Microsoft.Extensions.DependencyInjection;

namespace Catalog.Crawler.Tests.Extractors.Hostile;

/// <summary>The law for every hostile file: the main process lives, no limit of time is passed, the output is bounded, and what comes after it is read as if nothing had been.</summary>
public sealed class HostileCorpusTests(HostileCorpusTests.Reading reading) : IClassFixture<HostileCorpusTests.Reading>
{
    /// <summary>Characters: the definitions of one server, and the names of siblings at each of them.</summary>
    private const long MostOutput = 64L * 1024 * 1024;
    private static readonly TimeSpan Clock = TimeSpan.FromSeconds(120);
    private static readonly IReadOnlyList<HostileLanguage> Languages = HostileLanguage.ReadAll();

    public static TheoryData<string> Ids => new(Languages.Select(static l => l.Id));

    [Fact]
    public void Corpus_IsAsLargeAsPromised() => Assert.InRange(Languages.Sum(static l => HostileFiles.Of(l).Count()), 400, 2_000);

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task Extract_HostileFile_CostsNothingButItself(string id)
    {
        var language = Languages.Single(l => l.Id == id);
        var extraction = reading.Extraction;
        var isKnown = extraction.ReadBy.Contains(language.Id, StringComparison.Ordinal) || id == "javascript";
        foreach (var file in HostileFiles.Of(language))
        {
            var result = await ReadAsync(extraction, language.Manifest, language.File, file);
            if (file.IsReadable && isKnown)
            {
                Assert.True(Names(result).Contains("sound"), $"{id}, {file.Kind}: the sound part was not found: {string.Join("; ", result.Problems)}");
            }
        }

        Assert.True(!isKnown || Names(await ReadAsync(extraction, language.Manifest, language.File, new HostileFile("sound", System.Text.Encoding.UTF8.GetBytes(language.Sound)))).Contains("sound"), "the next source is read");
    }

    [Fact]
    public async Task Extract_AbsurdManifests_CostNothingButThemselves()
    {
        var names = JsonSerializer.Deserialize<List<string>>(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Extractors", "Hostile", "Cases", "manifests.json"), TestContext.Current.CancellationToken))!;
        var extraction = reading.Extraction;
        foreach (var content in HostileFiles.Manifests())
        {
            // All manifests at once: each is looked at by those that know its name.
            using var folder = new TemporaryFolder();
            foreach (var name in names)
            {
                await File.WriteAllBytesAsync(folder.File(name), content.Content, TestContext.Current.CancellationToken);
            }

            Check(await ReadAsync(extraction, folder), content.Kind);
        }
    }

    [Fact]
    public async Task Extract_ModulesInCircles_EndsAndFindsTheTool()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("package.json"), """{ "name": "h", "bin": "m0.ts" }""", TestContext.Current.CancellationToken);
        for (var i = 0; i < 300; i++)
        {
            await File.WriteAllTextAsync(folder.File($"m{i}.ts"), string.Concat(Enumerable.Range(1, 20).Select(j => $"export * from './m{(i * j) % 300}'; import * as n{j} from './m{(i + j) % 300}';\n")) + (i == 250 ? "s.tool('deep', 'Deep', {}, f);" : ""), TestContext.Current.CancellationToken);
        }

        Assert.Contains("deep", Names(await ReadAsync(reading.Extraction, folder)));
    }

    private static async Task<ExtractionResult> ReadAsync(ISnapshotExtraction extraction, IReadOnlyDictionary<string, string> manifests, string entry, HostileFile file)
    {
        using var folder = new TemporaryFolder();
        foreach (var (name, text) in manifests)
        {
            await File.WriteAllTextAsync(folder.File(name), text, TestContext.Current.CancellationToken);
        }

        Directory.CreateDirectory(Path.GetDirectoryName(folder.File(entry))!);
        await File.WriteAllBytesAsync(folder.File(entry), file.Content, TestContext.Current.CancellationToken);
        var result = await ReadAsync(extraction, folder);
        Check(result, file.Kind);
        return result;
    }

    private static Task<ExtractionResult> ReadAsync(ISnapshotExtraction extraction, TemporaryFolder folder) =>
        extraction.ExtractAsync(new SnapshotFolder { Path = folder.Path }, TestContext.Current.CancellationToken);

    private static void Check(ExtractionResult result, string kind)
    {
        var failed = result.Problems.FirstOrDefault(static p => p.StartsWith("the snapshot", StringComparison.Ordinal) || p.Contains("was not read by", StringComparison.Ordinal) || p.Contains("nonsense", StringComparison.Ordinal) || p.Contains("was ended after", StringComparison.Ordinal));
        Assert.True(failed is null, $"{kind}: {failed}");
        var output = result.Servers.SelectMany(static s => s.Tools).Sum(static t => (long)ToolDefinitionJson.Write(t).Length) + result.Problems.Sum(static p => p.Length);
        Assert.True(output < MostOutput, $"{kind}: {output} characters of output");
    }

    private static List<string> Names(ExtractionResult result) => [.. result.Servers.SelectMany(static s => s.Tools).Select(static t => t.Tool)];

    /// <summary>The one extraction of all languages: what one file leaves behind is there for the next.</summary>
    public sealed class Reading : IAsyncDisposable
    {
        private readonly ServiceProvider _services = new ServiceCollection().AddExtractionApart()
            .Configure<LinkWorkerOptions>(static o => o.SnapshotTimeout = Clock)
            .Configure<ParseWorkerOptions>(static o => o.FileTimeout = Clock)
            .BuildServiceProvider();

        internal ISnapshotExtraction Extraction => _services.GetRequiredService<ISnapshotExtraction>();

        public ValueTask DisposeAsync() => _services.DisposeAsync();
    }
}
