using Catalog.Core.Catalogs;
using Catalog.Core.Crawls;
using Catalog.Core.Servers;
using Catalog.Core.Sources;
using Microsoft.Extensions.DependencyInjection;

namespace Catalog.Storage.Tests.Contracts;

public abstract partial class CatalogContract
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private ICrawlQueue Queue => _services!.GetRequiredService<ICrawlQueue>();

    /// <summary>Moves the clock by which leases lapse; of a server that is its own.</summary>
    protected virtual Task MoveClockAsync(TimeSpan by)
    {
        Time.Advance(by);
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Join_EqualPlan_IsTheSameRunUntilItEnds()
    {
        var plan = new CrawlPlan { References = ["dir:a", "dir:b"] };
        var first = await Queue.JoinAsync(plan, None);
        Assert.Equal(first, await Queue.JoinAsync(new CrawlPlan { References = ["dir:b", "dir:a"] }, None));
        Assert.NotEqual(first.Id, (await Queue.JoinAsync(plan with { Anew = true }, None)).Id);
        Assert.NotEqual(first.Id, (await Queue.JoinAsync(plan with { Introspect = true }, None)).Id);

        foreach (var lease in await Queue.LeaseAsync(first.Id, CrawlWork.Source, "w", 5, Minute, None))
        {
            await Queue.FinishAsync(lease, CrawlFinding.Of(), None);
        }

        Assert.NotNull((await Queue.TryEndAsync(first.Id, None))!.FinishedAt);
        Assert.True((await Queue.JoinAsync(plan, None)).Id > first.Id);
    }

    [Fact]
    public async Task Join_RunInWhichNothingEndedForADay_IsClosedAndBegunAnew()
    {
        var plan = new CrawlPlan { References = ["dir:a"] };
        var first = await Queue.JoinAsync(plan, None);
        await MoveClockAsync(TimeSpan.FromHours(23));
        Assert.Equal(first.Id, (await Queue.JoinAsync(plan, None)).Id);
        await MoveClockAsync(TimeSpan.FromHours(2));

        var second = await Queue.JoinAsync(plan, None);

        Assert.True(second.Id > first.Id);
        Assert.NotNull((await Ledger.ListRunsAsync(2, None))[1].FinishedAt);
        Assert.Empty(await Queue.LeaseAsync(first.Id, CrawlWork.Source, "w", 1, Minute, None));
    }

    [Fact]
    public async Task Add_SameServerTwice_IsAddedOnce()
    {
        var run = await RunOfAsync(3);

        Assert.Equal(1, await Queue.AddAsync(run, [Entry("s1"), Entry("s2"), Entry("other"), Entry("other")], None));
        Assert.Equal(["s0", "s1", "s2", "other"], (await Queue.LeaseAsync(run, CrawlWork.Server, "w", 10, Minute, None)).Select(static lease => lease.Listing!.Server.Name));
    }

    [Fact]
    public async Task Lease_Listing_ComesBackAsItWas()
    {
        var run = await RunOfAsync(0);
        var listing = new ServerListing
        {
            Server = ServerKey.Parse("github:acme/notes#a"),
            Reference = new SourceReference { Scheme = "github", Value = "acme/notes", Version = "v1", Folder = "a" },
            ListedBy = "list:x",
            Title = "Notes \0 and \uE000",
            Description = "d",
            Repository = "https://example.org/acme/notes",
        };
        await Queue.AddAsync(run, [(listing, "github:acme/notes@v1#a")], None);

        var lease = Assert.Single(await Queue.LeaseAsync(run, CrawlWork.Server, "w", 10, Minute, None));

        Assert.Equal(listing, lease.Listing);
        Assert.Equal((run, CrawlWork.Server, listing.Reference.ToString(), "w", 1), (lease.Run, lease.Work, lease.Reference, lease.Worker, lease.Attempt));
    }

    [Fact]
    public async Task Lease_ManyWorkersAtOnce_NoneHasWhatAnotherHas()
    {
        var run = await RunOfAsync(200);
        await using var other = new ServiceCollection().AddSingleton<TimeProvider>(Time).AddCatalogStore(Location).BuildServiceProvider();
        ICrawlQueue[] queues = [Queue, other.GetRequiredService<ICrawlQueue>()];

        var leases = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => Task.Run(async () =>
        {
            var mine = new List<CrawlLease>();
            while (await queues[i % 2].LeaseAsync(run, CrawlWork.Server, $"w{i}", 5, Minute, None) is { Count: > 0 } more)
            {
                mine.AddRange(more);
            }

            return mine;
        })));

        Assert.Equal(200, leases.Sum(static mine => mine.Count));
        Assert.Equal(200, leases.SelectMany(static mine => mine).Select(static lease => lease.Entry).Distinct().Count());
    }

    [Fact]
    public async Task Lease_ThatLapsed_IsAnothersAndTheFirstStoresNothing()
    {
        var run = await RunOfAsync(1);
        var first = Assert.Single(await Queue.LeaseAsync(run, CrawlWork.Server, "first", 5, Minute, None));
        Assert.Empty(await Queue.LeaseAsync(run, CrawlWork.Server, "second", 5, Minute, None));
        Assert.Equal(new CrawlBacklog(0, 0, 1), await Queue.CountAsync(run, "second", None));
        Assert.Equal(new CrawlBacklog(0, 0, 0), await Queue.CountAsync(run, "first", None));
        await MoveClockAsync(TimeSpan.FromSeconds(61));
        Assert.Equal(new CrawlBacklog(0, 1, 0), await Queue.CountAsync(run, "second", None));

        // Even before somebody else has it: it may be had at any moment.
        Assert.Null(await Queue.FinishAsync(first, Stores(Samples.Update(Samples.Notes, Samples.Tool("t"))), None));
        var second = Assert.Single(await Queue.LeaseAsync(run, CrawlWork.Server, "second", 5, Minute, None));
        Assert.Null(await Queue.FinishAsync(first, Stores(Samples.Update(Samples.Notes, Samples.Tool("t"))), None));

        Assert.Null(await Reader.FindServerOrNullAsync(Samples.Notes, None));
        Assert.Equal(2, second.Attempt);
        Assert.Equal(1, Assert.Single((await Queue.FinishAsync(second, Stores(Samples.Update(Samples.Notes, Samples.Tool("t"))), None))!).Changed);
        Assert.Null(await Queue.FinishAsync(second, CrawlFinding.Of(), None));
        Assert.Single(await Ledger.ListItemsAsync(run, 0, 10, None));
    }

    [Fact]
    public async Task Lease_OfOneWorkerTwice_TheEarlierIsWorthNothing()
    {
        var run = await RunOfAsync(1);
        var first = Assert.Single(await Queue.LeaseAsync(run, CrawlWork.Server, "w", 5, Minute, None));
        await MoveClockAsync(TimeSpan.FromSeconds(61));
        var again = Assert.Single(await Queue.LeaseAsync(run, CrawlWork.Server, "w", 5, Minute, None));

        Assert.Null(await Queue.FinishAsync(first, CrawlFinding.Of(), None));
        Assert.NotNull(await Queue.FinishAsync(again, CrawlFinding.Of(), None));
    }

    [Fact]
    public async Task Extend_BeforeItLapses_KeepsIt()
    {
        var run = await RunOfAsync(1);
        var lease = Assert.Single(await Queue.LeaseAsync(run, CrawlWork.Server, "w", 5, Minute, None));
        for (var i = 0; i < 5; i++)
        {
            await MoveClockAsync(TimeSpan.FromSeconds(40));
            await Queue.ExtendAsync("w", Minute, None);
            await Queue.ExtendAsync("other", TimeSpan.Zero, None);
            Assert.Empty(await Queue.LeaseAsync(run, CrawlWork.Server, "other", 5, Minute, None));
        }

        Assert.NotNull(await Queue.FinishAsync(lease, CrawlFinding.Of(), None));
    }

    [Fact]
    public async Task Extend_AfterItLapsed_DoesNotBringItBack()
    {
        var run = await RunOfAsync(1);
        var lease = Assert.Single(await Queue.LeaseAsync(run, CrawlWork.Server, "w", 5, Minute, None));
        await MoveClockAsync(TimeSpan.FromSeconds(61));
        await Queue.ExtendAsync("w", Minute, None);

        Assert.Null(await Queue.FinishAsync(lease, CrawlFinding.Of(), None));
    }

    [Fact]
    public async Task GiveBack_OfAWorker_IsAnothersAtOnce()
    {
        var run = await RunOfAsync(3);
        await Queue.LeaseAsync(run, CrawlWork.Server, "gone", 2, Minute, None);
        await Queue.LeaseAsync(run, CrawlWork.Server, "stays", 1, Minute, None);
        Assert.Equal(["gone", "stays"], (await Queue.ListWorkersAsync(run, None)).Order(StringComparer.Ordinal));

        await Queue.GiveBackAsync(["gone"], areLost: false, None);

        var leases = await Queue.LeaseAsync(run, CrawlWork.Server, "next", 5, Minute, None);
        Assert.Equal([("s0", 1), ("s1", 1)], leases.Select(static lease => (lease.Listing!.Server.Name, lease.Attempt)));
        await Queue.GiveBackAsync(["next"], areLost: true, None);
        Assert.All(await Queue.LeaseAsync(run, CrawlWork.Server, "next", 5, Minute, None), static lease => Assert.Equal(2, lease.Attempt));
    }

    [Fact]
    public async Task Lease_AfterAKill_TakesWhatNobodyHadBeforeWhatTheKilledHad()
    {
        var run = await RunOfAsync(6);
        Assert.Equal(["s0", "s1", "s2"], Names(await Queue.LeaseAsync(run, CrawlWork.Server, "killed", 3, Minute, None)));
        await Queue.GiveBackAsync(["killed"], areLost: true, None);
        Assert.Equal(["s3", "s4"], Names(await Queue.LeaseAsync(run, CrawlWork.Server, "next", 2, Minute, None)));
        Assert.Equal(["s0", "s1", "s2", "s5"], Names(await Queue.LeaseAsync(run, CrawlWork.Server, "last", 9, Minute, None)));

        static IEnumerable<string> Names(IReadOnlyList<CrawlLease> leases) => leases.Select(static lease => lease.Listing!.Server.Name).Order(StringComparer.Ordinal);
    }

    [Fact]
    public async Task Lease_ThatNeverEnds_FailsAtLastWithItsReason()
    {
        var run = await RunOfAsync(1);
        for (var i = 1; i <= 10; i++)
        {
            Assert.Equal(i, Assert.Single(await Queue.LeaseAsync(run, CrawlWork.Server, "w", 5, Minute, None)).Attempt);
            await Queue.GiveBackAsync(["w"], areLost: true, None);
        }

        await Queue.AddAsync(run, [Entry("s1")], None);
        Assert.Equal("s1", Assert.Single(await Queue.LeaseAsync(run, CrawlWork.Server, "w", 5, Minute, None)).Listing!.Server.Name);
        var item = Assert.Single(await Ledger.ListItemsAsync(run, 0, 10, None)).Item;
        Assert.Equal((CrawlStatus.Failed, "npm:s0"), (item.Status, item.Server));
        Assert.Contains("after 10 attempts", item.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Finish_Finding_IsStoredWholeWithItsEnd()
    {
        var run = await RunOfAsync(1);
        await Writer.StoreAsync(Samples.Update(ServerKey.Parse("npm:same"), Samples.Tool("t")), None);
        await MoveClockAsync(TimeSpan.FromSeconds(5));
        var lease = Assert.Single(await Queue.LeaseAsync(run, CrawlWork.Server, "w", 5, Minute, None));
        var fetch = new FetchRecord { Reference = "npm:s0", Servers = [Samples.Notes], Revision = "1", ReadBy = "r", FetchedAt = Samples.Fetched };

        var items = await Queue.FinishAsync(
            lease,
            Stores(Samples.Update(Samples.Notes, Samples.Tool("read_note"))) with { Fetch = fetch, Unchanged = [ServerKey.Parse("npm:same")] },
            None);

        Assert.Equal(Samples.Json(items), Samples.Json((await Ledger.ListItemsAsync(run, 0, 10, None)).Select(static item => item.Item)));
        Assert.NotNull(await Reader.FindToolOrNullAsync(Samples.Notes, "read_note", None));
        Assert.Equal(Samples.Json(fetch), Samples.Json(await Ledger.FindFetchOrNullAsync("npm:s0", None)));
        Assert.Equal(Time.GetUtcNow(), (await Reader.FindServerOrNullAsync(ServerKey.Parse("npm:same"), None))!.LastSeen);
    }

    [Fact]
    public async Task Finish_ThatFails_StoresNothingAndTheLeaseStays()
    {
        var run = await RunOfAsync(1);
        var lease = Assert.Single(await Queue.LeaseAsync(run, CrawlWork.Server, "w", 5, Minute, None));
        var finding = Stores(Samples.Update(Samples.Notes, Samples.Tool("t"))) with { Items = static _ => throw new InvalidOperationException("a bug") };

        await Assert.ThrowsAsync<InvalidOperationException>(() => Queue.FinishAsync(lease, finding, None));

        Assert.Null(await Reader.FindServerOrNullAsync(Samples.Notes, None));
        Assert.Equal(new CrawlBacklog(0, 0, 1), await Queue.CountAsync(run, "other", None));
        Assert.NotNull(await Queue.FinishAsync(lease, CrawlFinding.Of(), None));
    }

    [Fact]
    public async Task TryEnd_WithWorkLeft_IsNull()
    {
        var run = await RunOfAsync(1);
        Assert.Null(await Queue.TryEndAsync(run, None));
        var lease = Assert.Single(await Queue.LeaseAsync(run, CrawlWork.Server, "w", 5, Minute, None));
        Assert.Null(await Queue.TryEndAsync(run, None));
        await Queue.FinishAsync(lease, Stores(Samples.Update(Samples.Notes, Samples.Tool("t"), Samples.Tool("u"))), None);

        var ended = await Queue.TryEndAsync(run, None);

        Assert.Equal((1, 0, 0, 0, 2, 1), (ended!.Stored, ended.Unchanged, ended.NoTools, ended.Failed, ended.Changed, ended.Items));
        Assert.Equal(ended, await Queue.TryEndAsync(run, None));
        Assert.Equal(ended, Assert.Single(await Ledger.ListRunsAsync(5, None)));
        Assert.Null(await Queue.FindWaitingOrNullAsync(introspect: false, None));
    }

    [Fact]
    public async Task FindWaiting_RunsOfBothKinds_AreTheOldestOfItsOwn()
    {
        Assert.Null(await Queue.FindWaitingOrNullAsync(introspect: false, None));
        var first = await Queue.JoinAsync(new CrawlPlan { References = ["dir:a"], Anew = true }, None);
        await Queue.JoinAsync(new CrawlPlan { References = ["dir:b"] }, None);
        var asking = await Queue.JoinAsync(new CrawlPlan { References = ["dir:a"], Introspect = true }, None);

        Assert.Equal(new QueuedRun(first.Id, true, 0), await Queue.FindWaitingOrNullAsync(introspect: false, None));
        Assert.Equal(asking.Id, (await Queue.FindWaitingOrNullAsync(introspect: true, None))!.Id);
        await Queue.LeaseAsync(asking.Id, CrawlWork.Source, "w", 1, Minute, None);
        Assert.Null(await Queue.FindWaitingOrNullAsync(introspect: true, None));
        await MoveClockAsync(TimeSpan.FromSeconds(61));
        Assert.Equal(asking.Id, (await Queue.FindWaitingOrNullAsync(introspect: true, None))!.Id);
    }

    [Fact]
    public async Task ListItems_Pages_AreAllInOrder()
    {
        var run = await RunOfAsync(7);
        foreach (var lease in await Queue.LeaseAsync(run, CrawlWork.Server, "w", 10, Minute, None))
        {
            await Queue.FinishAsync(lease, CrawlFinding.Of(new CrawlItem { Reference = lease.Reference, Status = CrawlStatus.NoTools, Reason = "none" }), None);
        }

        var first = await Ledger.ListItemsAsync(run, 0, 4, None);
        var second = await Ledger.ListItemsAsync(run, first[^1].Position, 4, None);

        Assert.Equal(Enumerable.Range(0, 7).Select(static i => $"npm:s{i}"), first.Concat(second).Select(static item => item.Item.Reference));
        Assert.Empty(await Ledger.ListItemsAsync(run, second[^1].Position, 4, None));
        Assert.Equal(7, Assert.Single(await Ledger.ListRunsAsync(5, None)).NoTools);
    }

    [Fact]
    public async Task Runs_ManyOfThem_KeepTheItemsOfTheLastThirty()
    {
        for (var i = 0; i < 33; i++)
        {
            var run = await RunOfAsync(1);
            var lease = Assert.Single(await Queue.LeaseAsync(run, CrawlWork.Server, "w", 10, Minute, None));
            await Queue.FinishAsync(lease, CrawlFinding.Of(new CrawlItem { Reference = $"npm:r{i}", Status = CrawlStatus.Failed, Reason = "gone" }), None);
            await Queue.TryEndAsync(run, None);
        }

        var runs = await Ledger.ListRunsAsync(100, None);
        Assert.Equal(33, runs.Count);
        Assert.All(runs, static run => Assert.Equal(1, run.Failed));
        Assert.Single(await Ledger.ListItemsAsync(runs[29].Id, 0, 5, None));
        Assert.Empty(await Ledger.ListItemsAsync(runs[31].Id, 0, 5, None));
    }

    private static (ServerListing Listing, string Shown) Entry(string name) => (
        new ServerListing { Server = ServerKey.Parse($"npm:{name}"), Reference = new SourceReference { Scheme = "npm", Value = name }, ListedBy = "list:x" },
        $"npm:{name}");

    private static CrawlFinding Stores(ServerUpdate update) => new()
    {
        Updates = [update],
        Items = outcomes => [new CrawlItem { Reference = "npm:s0", Server = update.Key.Value, Status = CrawlStatus.Stored, Tools = update.Tools.Count, Changed = outcomes[0].Added }],
    };

    /// <summary>A run with so many servers in its queue, and its source listed.</summary>
    private async Task<long> RunOfAsync(int servers)
    {
        var run = await Queue.JoinAsync(new CrawlPlan { References = ["list:x"] }, None);
        await Queue.AddAsync(run.Id, [.. Enumerable.Range(0, servers).Select(static i => Entry($"s{i}"))], None);
        var source = Assert.Single(await Queue.LeaseAsync(run.Id, CrawlWork.Source, "lister", 5, Minute, None));
        Assert.Equal("list:x", source.Reference);
        await Queue.FinishAsync(source, CrawlFinding.Of(), None);
        return run.Id;
    }
}
