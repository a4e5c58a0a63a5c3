using Catalog.Core.Catalogs;
using Catalog.Core.Crawls;
using Catalog.Core.Identities;
using Catalog.Core.Servers;
using Catalog.Core.Servers.Naming;
using Microsoft.Extensions.DependencyInjection;

namespace Catalog.Storage.Tests.Contracts;

public abstract partial class CatalogContract
{
    private static readonly ServerKey Source = ServerKey.Parse("github:acme/notes#servers/one");

    private IIdentityStore Identities => _services!.GetRequiredService<IIdentityStore>();

    [Fact]
    public async Task Claims_EachReading_ReplacesWhatTheOneBeforeSaid()
    {
        var claim = new IdentityClaim("github:acme/notes", ClaimSource.Manifest, "npm:@acme/notes");
        await Writer.StoreAsync(Named(Samples.Notes) with { Claims = [claim, new IdentityClaim("registry:io.github.acme/notes", ClaimSource.Registry, "registry:https://example.org")] }, None);
        await Writer.StoreAsync(Named(Source), None);

        var facts = await Identities.ListFactsAsync(None);
        Assert.Equal([Source, Samples.Notes], facts.Select(static fact => fact.Key));
        Assert.Equal((2, 0), (facts[1].Claims.Count, facts[0].Claims.Count));
        Assert.Equal((claim, "https://example.org/acme/notes"), (facts[1].Claims[0], facts[1].Repository));
        Assert.Equal(facts[0].ToolSet, facts[1].ToolSet);

        await Writer.StoreAsync(Named(Samples.Notes) with { Claims = [claim] }, None);
        Assert.Equal([claim], (await Identities.ListFactsAsync(None))[1].Claims);
        await Writer.StoreAsync(Named(Samples.Notes), None);
        Assert.Empty((await Identities.ListFactsAsync(None))[1].Claims);
    }

    [Fact]
    public async Task Standings_OneRecordOfTwo_IsListedAndCountedOnce()
    {
        await Writer.StoreAsync(Named(Samples.Notes), None);
        await Writer.StoreAsync(Named(Source), None);
        await Writer.StoreAsync(Named(Fork), None);
        var merged = new ServerStanding { Server = Source.Value, SameAs = Samples.Notes.Value, Links = [new IdentityLink("npm:@acme/notes", "npm:@acme/notes", LinkLevel.BothWays, ["says so"])] };
        var fake = new ServerStanding { Server = Fork.Value, ImpostorOf = [new Impostor(Samples.Notes.Value, NameStep.Edit, true)] };

        await Identities.ReplaceStandingsAsync([merged, fake], None);

        Assert.Equal(new IdentityCounts(1, 0, 0, 1), await Identities.CountAsync(None));
        Assert.Equal((2, 6), await ListedAsync());
        Assert.Equal([Samples.Notes.Value, Fork.Value], (await Reader.ListServersAsync(new ServerQuery(), None)).Items.Select(static item => item.Server.Key.Value).Order(StringComparer.Ordinal));
        Assert.Equal(6, (await Reader.SearchToolsAsync(new ToolQuery(), None)).Total);
        Assert.Equal(3, (await Reader.SearchToolsAsync(new ToolQuery { Server = Source }, None)).Total);

        // Who searches for the other name finds it.
        Assert.Contains((await Reader.ListServersAsync(new ServerQuery { Text = Source.Value }, None)).Items, static item => item.Server.Key == Source);
        Assert.Equal(Samples.Json(merged), Samples.Json((await Identities.FindAsync(Source, None)).Standing));
        Assert.Equal(Samples.Json(fake), Samples.Json(Assert.Single((await Identities.ListImpostorsAsync(0, 5, None)).Items)));

        await Identities.ReplaceStandingsAsync([], None);
        Assert.Equal(IdentityCounts.None, await Identities.CountAsync(None));
        Assert.Equal((3, 9), await ListedAsync());
    }

    [Fact]
    public async Task Store_UnderANewName_LeadsFromTheOldOnes()
    {
        var (first, second, third) = (ServerKey.Parse("github:acme/notes"), ServerKey.Parse("github:acme/note-keeper"), ServerKey.Parse("github:other/note-keeper"));
        await Writer.StoreAsync(Named(first), None);
        await Ledger.RecordFetchAsync(new FetchRecord { Reference = "github:Acme/Notes", Servers = [first], Revision = "1", ReadBy = "x", FetchedAt = Time.GetUtcNow() }, None);
        await Writer.StoreAsync(Named(second) with { Formerly = first }, None);
        Assert.Null(await Ledger.FindFetchOrNullAsync("github:Acme/Notes", None));
        await Writer.StoreAsync(Named(third) with { Formerly = second }, None);

        Assert.Equal((third, third, null), ((await Identities.FindAsync(first, None)).MovedTo, (await Identities.FindAsync(second, None)).MovedTo, (await Identities.FindAsync(third, None)).MovedTo));
        Assert.Equal([second, first], (await Identities.FindAsync(third, None)).Formerly);
        Assert.Equal((1, 3), await ListedAsync());
        Assert.Equal([third], (await Identities.ListFactsAsync(None)).Select(static fact => fact.Key));

        // Somebody else took the old name: it is a server of its own, and no way to the other.
        await Writer.StoreAsync(Named(first), None);
        Assert.Null((await Identities.FindAsync(first, None)).MovedTo);
        Assert.Equal((2, 6), await ListedAsync());
    }

    [Fact]
    public async Task Finish_Gone_IsHistoryUntilItIsThereAgain()
    {
        await Writer.StoreAsync(Named(Source), None);
        await Writer.StoreAsync(Named(Samples.Notes), None);
        var repository = ServerKey.Parse("github:acme/notes");
        var since = Time.GetUtcNow();

        await FinishAsync(CrawlFinding.Of() with { Gone = [repository] });
        Time.Advance(TimeSpan.FromMinutes(1));
        await FinishAsync(CrawlFinding.Of() with { Gone = [repository] });

        Assert.Equal(since, (await Identities.FindAsync(Source, None)).GoneSince);
        Assert.Equal(new IdentityCounts(0, 0, 1, 0), await Identities.CountAsync(None));
        Assert.Equal((1, 3), await ListedAsync());
        Assert.NotNull(await Reader.FindServerOrNullAsync(Source, None));

        await FinishAsync(CrawlFinding.Of() with { Unchanged = [Source] });
        Assert.Null((await Identities.FindAsync(Source, None)).GoneSince);
        Assert.Equal((2, 6), await ListedAsync());
    }

    [Fact]
    public async Task Finish_Missing_IsGoneOnlyWhenAnotherNightSaysSo()
    {
        await Writer.StoreAsync(Named(Source), None);
        await Writer.StoreAsync(Named(Samples.Notes), None);
        var missing = CrawlFinding.Of() with { Missing = [ServerKey.Parse("github:acme/notes"), ServerKey.Parse("npm:never-stored")] };

        await FinishAsync(missing);
        await MoveClockAsync(CrawlFinding.Patience - TimeSpan.FromMinutes(1));
        await FinishAsync(missing);
        Assert.Null((await Identities.FindAsync(Source, None)).GoneSince);

        // There in between, and so counted anew.
        await FinishAsync(CrawlFinding.Of() with { Unchanged = [Source] });
        await FinishAsync(missing);
        await MoveClockAsync(TimeSpan.FromMinutes(2));
        await FinishAsync(missing);
        Assert.Null((await Identities.FindAsync(Source, None)).GoneSince);

        await MoveClockAsync(CrawlFinding.Patience);
        await FinishAsync(missing);
        Assert.Equal(Time.GetUtcNow(), (await Identities.FindAsync(Source, None)).GoneSince);
        Assert.Equal((1, 3), await ListedAsync());

        await Writer.StoreAsync(Named(Source), None);
        Assert.Null((await Identities.FindAsync(Source, None)).GoneSince);
        await FinishAsync(missing);
        Assert.Null((await Identities.FindAsync(Source, None)).GoneSince);
    }

    private static ServerUpdate Named(ServerKey key) => Samples.Update(key, Samples.Tool("a"), Samples.Tool("b"), Samples.Tool("c"));

    private async Task<(int Servers, int Tools)> ListedAsync()
    {
        var (counts, listed) = (await Reader.CountAsync(None), await Reader.ListServersAsync(new ServerQuery(), None));
        Assert.Equal(counts.Servers, listed.Total);
        return (counts.Servers, counts.Tools);
    }

    private async Task FinishAsync(CrawlFinding finding)
    {
        var queue = _services!.GetRequiredService<ICrawlQueue>();
        var run = await queue.JoinAsync(new CrawlPlan { References = [$"topic:{Guid.NewGuid():N}"] }, None);
        var lease = Assert.Single(await queue.LeaseAsync(run.Id, CrawlWork.Source, "w", 1, TimeSpan.FromHours(1), None));
        Assert.NotNull(await queue.FinishAsync(lease, finding, None));
    }
}
