using System.Text;
using Catalog.Core.Approvals;
using Catalog.Core.Catalogs;
using Catalog.Gateway.Approvals.Elicitations;
using Catalog.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Catalog.Gateway.Tests.Approvals;

/// <summary>What becomes of pages after their calls were answered, by the real store.</summary>
public sealed class CompletionWatchTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _clock = new();
    private ServiceProvider _stores = null!;
    private CompletionWatch _watch = null!;

    private IApprovalStore Approvals => _stores.GetRequiredService<IApprovalStore>();

    public async ValueTask InitializeAsync()
    {
        _stores = new ServiceCollection().AddSingleton<TimeProvider>(_clock).AddLogging().AddGatewayStore(_folder.File("gateway.db")).BuildServiceProvider();
        foreach (var opening in _stores.GetServices<IStoreOpening>())
        {
            await opening.OpenAsync(CancellationToken.None);
        }

        _watch = new CompletionWatch(Approvals, _clock, NullLogger<CompletionWatch>.Instance);
        await _watch.StartAsync(CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        await _watch.StopAsync(CancellationToken.None);
        _watch.Dispose();
        await _stores.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task DecidedRequest_IsToldOnce_ToEachSessionThatAsked()
    {
        var id = await AskAsync("a");
        var told = new List<string>();
        Watch(id, "s1", told);
        Watch(id, "s1", told);
        Watch(id, "s2", told);
        Watch(await AskAsync("b"), "s1", told);
        await Approvals.DecideOrNullAsync(id, approve: false, "ann", CancellationToken.None);
        await UntilAsync(1);
        Assert.Equal(["s1", "s2"], told.Order(StringComparer.Ordinal).Select(static t => t[..2]));
        Assert.All(told, t => Assert.Contains($"\"elicitationId\":\"{id}\"", t, StringComparison.Ordinal));
    }

    [Fact]
    public async Task RequestThatLapses_IsForgotten_AndNothingIsTold()
    {
        var told = new List<string>();
        Watch(await AskAsync("a"), "s1", told);
        _clock.Advance(TimeSpan.FromMinutes(11));
        await UntilAsync(0);
        Assert.Empty(told);
    }

    private void Watch(string id, string session, List<string> told) => _watch.Watch(id, id, session, message =>
    {
        told.Add($"{session} {Encoding.UTF8.GetString(message.Span)}");
        return true;
    });

    private async Task<string> AskAsync(string binding) => (await Approvals.AskAsync(
        new ApprovalRequest { Binding = binding, Grant = "g", Server = "s", Tool = "t", Parameters = "{}", Messages = [], Rule = "/tools/t", Expires = TimeSpan.FromMinutes(10) }, CancellationToken.None)).Approval!.Id;

    private async Task UntilAsync(int left)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var again = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (_watch.Count != left)
        {
            await again.WaitForNextTickAsync(limit.Token);
            _clock.Advance(TimeSpan.FromSeconds(1));
        }
    }
}
