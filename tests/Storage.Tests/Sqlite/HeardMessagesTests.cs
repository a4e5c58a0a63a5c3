using Catalog.Core.Approvals;
using Microsoft.Extensions.DependencyInjection;

namespace Catalog.Storage.Tests.Sqlite;

public sealed class HeardMessagesTests : IDisposable
{
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(10);

    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _clock = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Message_IsHeardOnce_AlsoAfterARestart_UntilItIsTooOldToBeSent()
    {
        Assert.True(await HearAsync("m1"));
        Assert.False(await HearAsync("m1"));
        _clock.Advance(TimeSpan.FromMinutes(9));
        Assert.True(await HearAsync("m2"));
        Assert.False(await HearAsync("m1"));
        _clock.Advance(TimeSpan.FromMinutes(2));
        Assert.True(await HearAsync("m1"));
        Assert.False(await HearAsync("m2"));
    }

    [Fact]
    public async Task TwoAtOnce_AreHeardOnce()
    {
        await using var services = Open();
        var heard = services.GetRequiredService<IHeardMessages>();
        var both = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => heard.TryHearAsync("m", Kept, CancellationToken.None)));
        Assert.Single(both, static h => h);
    }

    private async Task<bool> HearAsync(string id)
    {
        // Each time as by another process.
        await using var services = Open();
        return await services.GetRequiredService<IHeardMessages>().TryHearAsync(id, Kept, CancellationToken.None);
    }

    private ServiceProvider Open() => new ServiceCollection().AddSingleton<TimeProvider>(_clock).AddGatewayStore(_folder.File("gateway.db")).BuildServiceProvider();
}
