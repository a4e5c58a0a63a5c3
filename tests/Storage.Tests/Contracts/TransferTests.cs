using Catalog.Core.Catalogs;
using Catalog.Core.Classifications;
using Catalog.Core.Crawls;
using Catalog.Core.Disputes;
using Catalog.Core.Servers;
using Catalog.Core.Sources;
using Catalog.Core.Tools;
using Microsoft.Extensions.DependencyInjection;

namespace Catalog.Storage.Tests.Contracts;

/// <summary>Catalogs of any history, moved from one store to another and back.</summary>
public sealed class TransferTests : IAsyncDisposable
{
    private static readonly string[] Texts = ["Reads", "Writes \0 it", "", "\uE000 odd", "🙂 é", "'; --", "a\nb\t\"c\"", "\ud83d lone"];

    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _time = new();
    private readonly List<string> _databases = [];

    public async ValueTask DisposeAsync()
    {
        foreach (var database in _databases)
        {
            await (await PostgresServer.RequireAsync()).ReturnAsync(database);
        }

        _folder.Dispose();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Move_AnyHistory_ThereAndBackIsTheSame(int seed)
    {
        await using var first = await OpenAsync(_folder.File("first.db"));
        await FillAsync(first, new Random(seed));
        var lines = await ExportAsync(first);
        await using var second = await OpenAsync(await PostgresAsync());
        await using var third = await OpenAsync(_folder.File("third.db"));

        await ImportAsync(second, lines);
        var moved = await ExportAsync(second);
        await ImportAsync(third, moved);

        Assert.Equal(lines, moved);
        Assert.Equal(lines, await ExportAsync(third));
        await SameAsync(first, second);
        await SameAsync(first, third);
    }

    [Fact]
    public async Task Move_ThenStoreMore_GoesOnAsInTheFirst()
    {
        await using var first = await OpenAsync(_folder.File("first.db"));
        await FillAsync(first, new Random(9));
        await using var second = await OpenAsync(await PostgresAsync());
        await ImportAsync(second, await ExportAsync(first));

        _time.Advance(TimeSpan.FromHours(1));
        foreach (var store in new[] { first, second })
        {
            await FillAsync(store, new Random(10), advance: false);
        }

        await SameAsync(first, second);
    }

    [Fact]
    public async Task Import_IntoACatalogThatHoldsServers_IsRefused()
    {
        await using var first = await OpenAsync(_folder.File("first.db"));
        await FillAsync(first, new Random(1));
        var lines = await ExportAsync(first);

        var failure = await Assert.ThrowsAsync<StoreException>(() => ImportAsync(first, lines));

        Assert.Contains("holds servers already", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("not json")]
    [InlineData("""{"kind":"catalog","format":2}""")]
    [InlineData("""{"kind":"server","key":"npm:x"}""")]
    public async Task Import_FirstLineThatIsNone_IsNamed(string line)
    {
        await using var store = await OpenAsync(_folder.File("first.db"));

        Assert.Contains("line 1 ", (await Assert.ThrowsAsync<System.Text.Json.JsonException>(() => ImportAsync(store, [line]))).Message, StringComparison.Ordinal);
    }

    private static async Task SameAsync(IServiceProvider one, IServiceProvider other)
    {
        foreach (var text in new[] { "", "reads", "note", "writ", "odd" })
        {
            var (a, b) = (
                await one.GetRequiredService<ICatalogReader>().SearchToolsAsync(new ToolQuery { Text = text, Limit = 1000 }, default),
                await other.GetRequiredService<ICatalogReader>().SearchToolsAsync(new ToolQuery { Text = text, Limit = 1000 }, default));
            Assert.Equal(Sorted(a), Sorted(b));
        }

        Assert.Equal(
            Samples.Json(await one.GetRequiredService<ICatalogReader>().ListServersAsync(new ServerQuery { Limit = 1000 }, default)),
            Samples.Json(await other.GetRequiredService<ICatalogReader>().ListServersAsync(new ServerQuery { Limit = 1000 }, default)));
        Assert.Equal(Samples.Json(await one.GetRequiredService<ICatalogReader>().CountAsync(default)), Samples.Json(await other.GetRequiredService<ICatalogReader>().CountAsync(default)));
        for (var i = 0; i < 8; i++)
        {
            Assert.Equal(
                Samples.Json(await one.GetRequiredService<ICatalogReader>().ListCopiesAsync(ServerKey.Parse($"npm:s{i}"), 0, 100, default)),
                Samples.Json(await other.GetRequiredService<ICatalogReader>().ListCopiesAsync(ServerKey.Parse($"npm:s{i}"), 0, 100, default)));
            foreach (var tool in new[] { "t0", "t1", "t2" })
            {
                Assert.Equal(
                    Samples.Json(await one.GetRequiredService<ICatalogReader>().ListHistoryAsync(ServerKey.Parse($"npm:s{i}"), tool, default)),
                    Samples.Json(await other.GetRequiredService<ICatalogReader>().ListHistoryAsync(ServerKey.Parse($"npm:s{i}"), tool, default)));
            }
        }

        static IEnumerable<string> Sorted(ResultPage<ToolRecord> page) => page.Items.Select(Samples.Json).Order(StringComparer.Ordinal);
    }

    /// <summary>Servers that come, change, lose tools and get them back, with crawls, disputes and opinions.</summary>
    private async Task FillAsync(IServiceProvider store, Random random, bool advance = true)
    {
        for (var step = 0; step < 40; step++)
        {
            if (advance)
            {
                _time.Advance(TimeSpan.FromSeconds(random.Next(0, 3)));
            }

            var tools = Enumerable.Range(0, 5).Where(_ => random.Next(3) > 0).Select(i =>
            {
                var tool = Samples.Tool($"t{i}", Texts[random.Next(Texts.Length)], (Category)random.Next(6), (Risk)random.Next(5), random.Next(2) == 0 ? [] : [Facet.Files, Facet.Shell]);
                return tool with
                {
                    Definition = tool.Definition with
                    {
                        Title = random.Next(2) == 0 ? null : Texts[random.Next(Texts.Length)],
                        Exposed = (Exposure)random.Next(4),
                        Source = tool.Definition.Source! with { Line = random.Next(1, 4) },
                    },
                };
            });
            var update = Samples.Update(ServerKey.Parse($"npm:s{random.Next(8)}"), [.. tools]);
            await store.GetRequiredService<ICatalogWriter>().StoreAsync(update with { Title = Texts[random.Next(Texts.Length)], Notice = random.Next(2) == 0 ? null : "elsewhere" }, default);
        }

        for (var i = 0; i < 3; i++)
        {
            await store.GetRequiredService<IDisputeStore>().TryAddAsync(
                new Dispute { Id = new Guid(i, 1, 2, [1, 2, 3, 4, 5, 6, 7, 8]), Server = Samples.Notes, Tool = $"t{i}", Shown = Category.Read, Proposed = Category.Write, Reason = Texts[i], ReceivedAt = Samples.Fetched },
                default);
            await store.GetRequiredService<IOpinionCache>().StoreAsync(new string((char)('a' + i), 64), "{}", default);
            await store.GetRequiredService<ICrawlLedger>().RecordFetchAsync(
                new FetchRecord { Reference = $"npm:s{i}", Servers = [ServerKey.Parse($"npm:s{i}")], Revision = $"{random.Next()}", ETag = i == 0 ? null : "\"e\"", ReadBy = "r", FetchedAt = Samples.Fetched },
                default);
        }

        var queue = store.GetRequiredService<ICrawlQueue>();
        var run = await queue.JoinAsync(new CrawlPlan { References = ["list:x"] }, default);
        foreach (var lease in await queue.LeaseAsync(run.Id, CrawlWork.Source, "w", 5, TimeSpan.FromMinutes(1), default))
        {
            await queue.FinishAsync(lease, CrawlFinding.Of(new CrawlItem { Reference = "list:x", Status = CrawlStatus.Failed, Reason = Texts[1] }), default);
        }

        await queue.TryEndAsync(run.Id, default);
        await queue.JoinAsync(new CrawlPlan { References = [new SourceReference { Scheme = "npm", Value = "unfinished" }.ToString()] }, default);
    }

    private static async Task<List<string>> ExportAsync(IServiceProvider store)
    {
        var lines = new List<string>();
        await foreach (var line in store.GetRequiredService<ICatalogTransfer>().ExportAsync(default))
        {
            lines.Add(line);
        }

        return lines;
    }

    private static Task<int> ImportAsync(IServiceProvider store, IReadOnlyList<string> lines) => store.GetRequiredService<ICatalogTransfer>().ImportAsync(lines.ToAsyncEnumerable(), default);

    private async Task<string> PostgresAsync()
    {
        _databases.Add(await (await PostgresServer.RequireAsync()).CreateDatabaseAsync());
        return _databases[^1];
    }

    private async Task<ServiceProvider> OpenAsync(string location)
    {
        var services = new ServiceCollection().AddSingleton<TimeProvider>(_time).AddCatalogStore(location).BuildServiceProvider();
        await services.GetRequiredService<IStoreOpening>().OpenAsync(default);
        return services;
    }
}
