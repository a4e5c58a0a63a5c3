using Catalog.Core.Pins;
using Microsoft.Extensions.DependencyInjection;

namespace Catalog.Storage.Tests.Sqlite;

public sealed class SqliteToolPinTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task FirstDefinition_StaysPinned_UntilWhatWasLookedAtIsAccepted()
    {
        await using var services = new ServiceCollection().AddGatewayStore(_folder.File("gateway.db")).BuildServiceProvider();
        var pins = services.GetRequiredService<IToolPinStore>();
        var cancellation = TestContext.Current.CancellationToken;
        var pin = new ToolPin { Server = "s", Tool = "t", Hash = "1", Definition = "{}", PinnedAt = DateTimeOffset.UnixEpoch };

        Assert.True(await pins.TryPinAsync(pin, cancellation));
        Assert.False(await pins.TryPinAsync(pin with { Hash = "2" }, cancellation));
        Assert.False(await pins.TrySeeAsync("s", "other", "2", "[]", cancellation));
        Assert.False(await pins.TryAcceptAsync("s", "t", "1", cancellation));
        Assert.Equal([pin], await pins.ListAsync(null, cancellation));

        Assert.True(await pins.TrySeeAsync("s", "t", "2", "[]", cancellation));
        Assert.False(await pins.TryAcceptAsync("s", "t", "3", cancellation));
        var changed = Assert.Single(await pins.ListAsync("s", cancellation));
        Assert.Equal(("1", "2", "[]", true), (changed.Hash, changed.SeenHash, changed.Seen, changed.SeenAt is not null));

        Assert.True(await pins.TryAcceptAsync("s", "t", "2", cancellation));
        var accepted = Assert.Single(await pins.ListAsync("s", cancellation));
        Assert.Equal(("2", "[]", null), (accepted.Hash, accepted.Definition, accepted.SeenHash));
        Assert.Empty(await pins.ListAsync("another", cancellation));

        await pins.TrySeeAsync("s", "t", "4", "{}", cancellation);
        await pins.TrySeeAsync("s", "t", null, null, cancellation);
        Assert.Null((await pins.ListAsync("s", cancellation))[0].SeenAt);
    }
}
