using Catalog.Core.Crawls;

namespace Catalog.Storage.Tests.Contracts;

public abstract partial class CatalogContract
{
    [Fact]
    public async Task ListSources_ListedThenFailing_KeepsWhenItWasListedAndSaysWhatIsWrong()
    {
        await EndAsync("dir:a", new SourceListed("dir:a", null), null);
        var before = Assert.Single(await Ledger.ListSourcesAsync(None));
        Assert.Equal(("dir:a", (string?)null), (before.Reference, before.Problem));
        Assert.True(before.ListedAt >= before.TriedAt);

        await MoveClockAsync(TimeSpan.FromHours(1));
        await EndAsync("dir:a", new SourceListed("dir:a", "it is gone"), null);
        var after = Assert.Single(await Ledger.ListSourcesAsync(None));
        Assert.Equal(("it is gone", before.ListedAt), (after.Problem, after.ListedAt));
        Assert.True(after.TriedAt >= before.TriedAt);

        await EndAsync("dir:never", new SourceListed("dir:never", "there is no folder"), null);
        Assert.Null((await Ledger.ListSourcesAsync(None)).Single(static source => source.Reference == "dir:never").ListedAt);
    }

    [Fact]
    public async Task ListSources_ServerThatTheSourceNamesFails_SaysSoUntilItIsListedAgain()
    {
        await EndAsync("dir:a", new SourceListed("dir:a", null), null);
        await EndAsync("dir:b", null, new CrawlItem { Reference = "dir:a", Status = CrawlStatus.Failed, Reason = "it cannot be read" });
        Assert.Equal("it cannot be read", Assert.Single(await Ledger.ListSourcesAsync(None)).Problem);

        await EndAsync("dir:c", null, new CrawlItem { Reference = "dir:other", Status = CrawlStatus.Failed, Reason = "nobody listed it" });
        await EndAsync("dir:a", new SourceListed("dir:a", null), null);
        Assert.Null(Assert.Single(await Ledger.ListSourcesAsync(None)).Problem);
    }

    private async Task EndAsync(string reference, SourceListed? listed, CrawlItem? item)
    {
        var run = await Queue.JoinAsync(new CrawlPlan { References = [reference] }, None);
        var lease = Assert.Single(await Queue.LeaseAsync(run.Id, CrawlWork.Source, "w", 1, Minute, None));
        await Queue.FinishAsync(lease, CrawlFinding.Of(item is null ? [] : [item]) with { Source = listed }, None);
        await Queue.TryEndAsync(run.Id, None);
    }
}
