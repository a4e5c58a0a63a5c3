using Catalog.Core.Classifications;
using Catalog.Core.Servers;
using Catalog.Core.Tools;

namespace Catalog.Storage.Tests.Contracts;

public abstract partial class CatalogContract
{
    private static readonly ServerKey Fork = ServerKey.Parse("npm:@other/notes");

    [Fact]
    public async Task ListCopies_SameNamesInAnyOrder_AreFoundFirstStoredFirst()
    {
        await Writer.StoreAsync(Samples.Update(Samples.Notes, Samples.Tool("a"), Samples.Tool("b"), Samples.Tool("c")), None);
        await MoveClockAsync(TimeSpan.FromHours(1));
        await Writer.StoreAsync(Samples.Update(ServerKey.Parse("npm:z"), Samples.Tool("c", "says other things", Category.Write, Risk.High), Samples.Tool("b"), Samples.Tool("a")), None);
        await MoveClockAsync(TimeSpan.FromHours(1));
        await Writer.StoreAsync(Samples.Update(Fork, Samples.Tool("b"), Samples.Tool("a"), Samples.Tool("c")), None);
        await Writer.StoreAsync(Samples.Update(ServerKey.Parse("npm:case"), Samples.Tool("A"), Samples.Tool("b"), Samples.Tool("c")), None);
        await Writer.StoreAsync(Samples.Update(ServerKey.Parse("npm:more"), Samples.Tool("a"), Samples.Tool("b"), Samples.Tool("c"), Samples.Tool("d")), None);

        Assert.Equal(["npm:@acme/notes", "npm:z"], await CopiesAsync(Fork, 0, 10));
        Assert.Equal(["npm:z"], await CopiesAsync(Fork, 1, 1));
        Assert.Equal(2, (await Reader.ListCopiesAsync(Fork, 1, 1, None)).Total);
        Assert.Empty(await CopiesAsync(ServerKey.Parse("npm:case"), 0, 10));
        Assert.Empty(await CopiesAsync(ServerKey.Parse("npm:unknown"), 0, 10));
    }

    [Fact]
    public async Task ListCopies_TwoToolsOrNone_AreNoSet()
    {
        foreach (var key in new[] { Samples.Notes, Fork })
        {
            await Writer.StoreAsync(Samples.Update(key, Samples.Tool("a"), Samples.Tool("b")), None);
        }

        Assert.Empty(await CopiesAsync(Fork, 0, 10));
    }

    [Fact]
    public async Task ListCopies_ToolNotOffered_IsNoPartOfTheSet()
    {
        var hidden = Samples.Tool("old_copy");
        hidden = hidden with { Definition = hidden.Definition with { Exposed = Exposure.No } };
        await Writer.StoreAsync(Samples.Update(Samples.Notes, Samples.Tool("a"), Samples.Tool("b"), Samples.Tool("c"), hidden), None);
        await Writer.StoreAsync(Samples.Update(Fork, Samples.Tool("a"), Samples.Tool("b"), Samples.Tool("c")), None);

        Assert.Equal(["npm:@acme/notes"], await CopiesAsync(Fork, 0, 10));
    }

    [Fact]
    public async Task ListCopies_AfterAToolChanges_FollowThePresentState()
    {
        await Writer.StoreAsync(Samples.Update(Samples.Notes, Samples.Tool("a"), Samples.Tool("b"), Samples.Tool("c")), None);
        await Writer.StoreAsync(Samples.Update(Fork, Samples.Tool("a"), Samples.Tool("b"), Samples.Tool("d")), None);
        Assert.Empty(await CopiesAsync(Fork, 0, 10));

        await Writer.StoreAsync(Samples.Update(Fork, Samples.Tool("a"), Samples.Tool("b"), Samples.Tool("c")), None);
        Assert.Equal(["npm:@acme/notes"], await CopiesAsync(Fork, 0, 10));

        await Writer.StoreAsync(Samples.Update(Samples.Notes, Samples.Tool("a"), Samples.Tool("b")), None);
        Assert.Empty(await CopiesAsync(Fork, 0, 10));
    }

    private async Task<IEnumerable<string>> CopiesAsync(ServerKey key, int offset, int limit) =>
        (await Reader.ListCopiesAsync(key, offset, limit, None)).Items.Select(static server => server.Key.Value);
}
