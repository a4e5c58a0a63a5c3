using Catalog.Core.Crawls;
using Catalog.Core.Servers;

namespace Catalog.Storage.Tests.Contracts;

public abstract partial class CatalogContract
{
    [Fact]
    public async Task Add_ListingWithARevision_IsLeasedAsItWas()
    {
        var run = await RunOfAsync(0);
        var (listing, shown) = Entry("told");
        listing = listing with { Revision = "tree:4b825dc", Title = "Told", Description = "By its list.", Repository = "https://git.example/told" };
        await Queue.AddAsync(run, [(listing, shown)], None);

        Assert.Equal(listing, Assert.Single(await Queue.LeaseAsync(run, CrawlWork.Server, "w", 5, Minute, None)).Listing);
    }

    [Fact]
    public async Task Finish_ManyAtOnce_EachHearsOfItsOwn()
    {
        var run = await RunOfAsync(40);
        var leases = await Queue.LeaseAsync(run, CrawlWork.Server, "w", 40, Minute, None);
        var before = (await Ledger.ListItemsAsync(run, 0, 100, None)).Count;

        var ends = leases.Select(async (lease, i) => i switch
        {
            // The lease of an earlier time, a bug, and two that store one server.
            0 => await Queue.FinishAsync(lease with { Attempt = 7 }, Stores(Of(0)), None),
            1 => await Queue.FinishAsync(lease, Stores(Of(1)) with { Items = static _ => throw new InvalidOperationException("bug") }, None),
            2 or 3 => await Queue.FinishAsync(lease, Stores(Samples.Update(Samples.Notes, Samples.Tool("t"))), None),
            _ => await Queue.FinishAsync(lease, Stores(Of(i)), None),
        }).ToList();
        await Task.WhenAll(ends.Select(static end => end.ContinueWith(static _ => { }, None, TaskContinuationOptions.None, TaskScheduler.Default)));

        Assert.Null(await ends[0]);
        Assert.Equal("bug", (await Assert.ThrowsAsync<InvalidOperationException>(() => ends[1])).Message);
        Assert.Equal([0, 1], new[] { (await ends[2])![0].Changed, (await ends[3])![0].Changed }.Order());
        for (var i = 4; i < 40; i++)
        {
            Assert.Equal($"npm:f{i}", Assert.Single((await ends[i])!).Server);
            Assert.Equal(["t"], (await Reader.ListToolsAsync(ServerKey.Parse($"npm:f{i}"), withUnreached: false, None)).Select(static tool => tool.Definition.Tool));
        }

        Assert.Null(await Reader.FindServerOrNullAsync(ServerKey.Parse("npm:f0"), None));
        Assert.Null(await Reader.FindServerOrNullAsync(ServerKey.Parse("npm:f1"), None));
        Assert.Equal(before + 38, (await Ledger.ListItemsAsync(run, 0, 100, None)).Count);
        Assert.Null(await Queue.TryEndAsync(run, None));

        static Core.Catalogs.ServerUpdate Of(int i) => Samples.Update(ServerKey.Parse($"npm:f{i}"), Samples.Tool("t"));
    }

    [Fact]
    public async Task Finish_CallerLeftBefore_StoresNothing()
    {
        var run = await RunOfAsync(1);
        var lease = Assert.Single(await Queue.LeaseAsync(run, CrawlWork.Server, "w", 5, Minute, None));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Queue.FinishAsync(lease, Stores(Samples.Update(Samples.Notes, Samples.Tool("t"))), new CancellationToken(canceled: true)));

        Assert.Null(await Reader.FindServerOrNullAsync(Samples.Notes, None));
        Assert.NotNull(await Queue.FinishAsync(lease, CrawlFinding.Of(), None));
    }
}
