using Catalog.Core.Catalogs;
using Catalog.Core.Servers;
using Microsoft.Extensions.DependencyInjection;

namespace Catalog.Storage.Tests.Contracts;

public abstract partial class CatalogContract
{
    [Fact]
    public async Task Read_DuringWrites_SeesEachServerWhole()
    {
        var few = Samples.Update(Samples.Notes, [.. Enumerable.Range(0, 10).Select(i => Samples.Tool($"t{i}"))]);
        var many = Samples.Update(Samples.Notes, [.. Enumerable.Range(0, 40).Select(i => Samples.Tool($"t{i}"))]);
        await Writer.StoreAsync(few, None);
        var writing = Task.Run(async () =>
        {
            for (var i = 0; i < 30; i++)
            {
                await Writer.StoreAsync(i % 2 == 0 ? many : few, None);
            }
        });

        var seen = new HashSet<int>();
        while (!writing.IsCompleted)
        {
            var page = await Reader.SearchToolsAsync(new ToolQuery { Text = "note", Limit = 1000 }, None);
            Assert.Equal(page.Total, page.Items.Count);
            Assert.Contains(page.Total, new[] { 10, 40 });
            seen.Add(page.Total);
        }

        await writing;
        Assert.NotEmpty(seen);
    }

    [Fact]
    public async Task Store_TwoStoresInOnePlace_BothServersAreThere()
    {
        await using var other = new ServiceCollection().AddSingleton<TimeProvider>(Time).AddCatalogStore(Location).BuildServiceProvider();
        var writers = new[] { Writer, other.GetRequiredService<ICatalogWriter>() };
        await Task.WhenAll(Enumerable.Range(0, 40).Select(i => Task.Run(() => writers[i % 2].StoreAsync(Samples.Update(ServerKey.Parse($"npm:s{i}"), Samples.Tool("t")), None))));

        Assert.Equal(40, (await Reader.CountAsync(None)).Servers);
    }

    [Fact]
    public async Task Store_OneServerByManyAtOnce_IsStoredInTurn()
    {
        await using var other = new ServiceCollection().AddSingleton<TimeProvider>(Time).AddCatalogStore(Location).BuildServiceProvider();
        var writers = new[] { Writer, other.GetRequiredService<ICatalogWriter>() };

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 24).Select(i => Task.Run(() => writers[i % 2].StoreAsync(
            Samples.Update(Samples.Notes, [.. Enumerable.Range(0, 6).Select(n => Samples.Tool($"t{n}", $"said {i} times {n}"))]), None))));

        Assert.Single(outcomes, static outcome => outcome.IsNewServer);
        Assert.Equal(23, outcomes.Count(static outcome => outcome is { IsNewServer: false, Changed: 6 }));
        var tools = await Reader.ListToolsAsync(Samples.Notes, true, None);
        Assert.Equal(6, tools.Count);
        Assert.Single(tools.Select(static tool => tool.Definition.Description!.Split(' ')[1]).Distinct());
        foreach (var tool in tools)
        {
            var history = await Reader.ListHistoryAsync(Samples.Notes, tool.Definition.Tool, None);
            Assert.Equal(24, history.Count);
            Assert.Equal(tool.Definition.Description, history[0].Definition.Description);
            Assert.All(history.Skip(1), static entry => Assert.NotNull(entry.Until));
        }
    }

    [Fact]
    public async Task Store_ThatIsCancelled_IsWholeOrNotThere()
    {
        using var leaving = new CancellationTokenSource();
        var writes = Enumerable.Range(0, 30).Select(i => Writer.StoreAsync(Samples.Update(ServerKey.Parse($"npm:s{i}"), [.. Enumerable.Range(0, 20).Select(n => Samples.Tool($"t{n}"))]), leaving.Token)).ToList();
        await writes[0];

        await leaving.CancelAsync();

        var stored = 0;
        foreach (var write in writes)
        {
            try
            {
                await write;
                stored++;
            }
            catch (OperationCanceledException)
            {
                // It left in time.
            }
        }

        var servers = await Reader.ListServersAsync(new ServerQuery { Limit = 1000 }, None);
        Assert.All(servers.Items, static server => Assert.Equal(20, server.Tools));
        Assert.InRange(servers.Total, stored, 30);
    }
}
