using System.Text.Json;
using Catalog.Classifier;
using Catalog.Classifier.Overrides;
using Catalog.Core.Catalogs;
using Catalog.Core.Changes;
using Catalog.Core.Classifications;
using Catalog.Core.Servers;
using Catalog.Core.Snapshots;
using Catalog.Core.Tools;
using Catalog.Crawler.Reclassifying;
using Catalog.Crawler.Registration;
using Catalog.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Catalog.Cli.Tests.Classifying;

/// <summary>A new classifier over a store that an older one filled.</summary>
public sealed class StoredVerdictsTests : IDisposable, IProgress<VerdictCounts>
{
    private const int Tools = 1200;
    private static readonly ServerKey Key = ServerKey.Parse("npm:@acme/drawer");

    private readonly TemporaryFolder _folder = new();
    private readonly CancellationTokenSource _stop = new();
    private bool _stops;

    public void Dispose()
    {
        _folder.Dispose();
        _stop.Dispose();
    }

    [Fact]
    public async Task Run_BrokenOffAndBegunAgain_JudgesEachDefinitionOnce()
    {
        await using var services = Open(OverrideSet.None);
        await FillAsync(services);
        _stops = true;
        var run = services.GetRequiredService<IReclassification>();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run.RunAsync(this, _stop.Token));

        var verdicts = services.GetRequiredService<IVerdictStore>();
        var left = (await verdicts.CountByClassifierAsync(default)).GetValueOrDefault("older-1");
        Assert.InRange(left, 1, Tools - 1);
        _stops = false;
        var counts = await run.RunAsync(this, default);
        Assert.Equal((left, left, left, 0), (counts.Judged, counts.Changed, counts.Raised, counts.LeftAlone));
        Assert.Equal([ClassifierVersion.Value], (await verdicts.CountByClassifierAsync(default)).Keys);
        Assert.Equal(VerdictCounts.None, await run.RunAsync(this, default));

        // What a crawl would say of the same definitions, word for word.
        var classifier = services.GetRequiredService<IToolClassifier>();
        foreach (var tool in (await services.GetRequiredService<ICatalogReader>().ListToolsAsync(Key, true, default)).Take(20))
        {
            Assert.Equal(JsonSerializer.Serialize(classifier.Classify(tool.Definition), ToolDefinitionJson.Options), JsonSerializer.Serialize(tool.Classification, ToolDefinitionJson.Options));
        }

        var changes = await services.GetRequiredService<IChangeLog>().CountAsync(new ChangeQuery(), default);
        Assert.Equal([new ChangeCount(ChangeKind.ServerAppeared, 1, 0), new ChangeCount(ChangeKind.ToolReclassified, Tools, 0)], changes);
    }

    [Fact]
    public async Task Run_OverrideAddedAndTakenBack_IsFollowed()
    {
        var none = Open(OverrideSet.None);
        await using (none)
        {
            await FillAsync(none, count: 3);
            await none.GetRequiredService<IReclassification>().RunAsync(this, default);
        }

        var entry = new VerdictOverride { Server = Key.Value, Tool = "wipe_1", Category = Category.Write, Reason = "It can be put back from the drawer beneath.", By = "Ada Example", On = new DateOnly(2026, 11, 21) };
        await using (var services = Open(OverrideSet.Of([], [entry])))
        {
            var run = services.GetRequiredService<IReclassification>();
            Assert.Equal(new VerdictCounts(1, 1, 0, 0), await run.RunAsync(this, default));
            Assert.Equal("Ada Example", (await FindAsync(services)).Reviewed?.By);
            Assert.Equal(VerdictCounts.None, await run.RunAsync(this, default));
        }

        await using var again = Open(OverrideSet.None);
        Assert.Equal(new VerdictCounts(1, 1, 1, 0), await again.GetRequiredService<IReclassification>().RunAsync(this, default));
        Assert.Null((await FindAsync(again)).Reviewed);
    }

    [Fact]
    public async Task Command_Stored_JudgesAndSaysSo()
    {
        await using (var services = Open(OverrideSet.None))
        {
            await FillAsync(services, count: 4);
        }

        var (code, output, error) = await CommandRun.RunAsync("classify", "--stored", "--json", "--db", _folder.File("catalog.db"));

        Assert.Equal((0, """{"judged":4,"changed":4,"raised":4,"leftAlone":0}"""), (code, output.Trim()));
        Assert.Contains("4 stored definitions judged again by", error, StringComparison.Ordinal);
        Assert.Contains("already", (await CommandRun.RunAsync("classify", "--stored", "--db", _folder.File("catalog.db"))).Output, StringComparison.Ordinal);
        Assert.Equal(2, (await CommandRun.RunAsync("classify", "--stored", "tools.jsonl")).Code);
    }

    void IProgress<VerdictCounts>.Report(VerdictCounts value)
    {
        if (_stops && value.Judged > 0)
        {
            _stop.Cancel();
        }
    }

    private static async Task<Classification> FindAsync(ServiceProvider services) =>
        (await services.GetRequiredService<ICatalogReader>().FindToolOrNullAsync(Key, "wipe_1", default))!.Classification;

    private static Task FillAsync(ServiceProvider services, int count = Tools)
    {
        var names = Enumerable.Range(1, count).Select(static i => $"wipe_{i}").Order(StringComparer.Ordinal).ToList();
        var tools = names.Select(name => new ClassifiedTool(
            new ToolDefinition { Tool = name, Server = Key.Value, Description = "Deletes everything in the drawer for good", Siblings = [.. names.Where(other => other != name)], Exposed = Exposure.Yes },
            new Classification { Tool = name, Category = Category.Read, Risk = Risk.Low, Confidence = 0.5, Rationale = "It says so.", Classifier = "older-1" }));
        return services.GetRequiredService<ICatalogWriter>().StoreAsync(
            new ServerUpdate
            {
                Key = Key,
                Snapshot = new Snapshot { Source = Key.Value, ContentHash = new string('a', 64), Origin = SnapshotOrigin.Source, FetchedAt = DateTimeOffset.UnixEpoch },
                Tools = [.. tools],
            },
            default);
    }

    private ServiceProvider Open(OverrideSet overrides) => new ServiceCollection()
        .AddClassifier(overrides).AddCatalogStore(_folder.File("catalog.db")).AddReclassification().BuildServiceProvider();
}
