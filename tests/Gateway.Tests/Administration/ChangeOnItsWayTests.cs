using Catalog.Core.Decisions;
using Catalog.Core.Pins;
using Catalog.Gateway.Aggregation;
using Catalog.Gateway.Approvals;
using Catalog.Gateway.Tests.Running;
using Catalog.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Catalog.Gateway.Tests.Administration;

/// <summary>The admin page while a change is known to the gateway and not yet to its store.</summary>
public sealed class ChangeOnItsWayTests : IAsyncLifetime
{
    private const string List = """{"jsonrpc":"2.0","id":1,"method":"tools/list"}""";
    private const string HeldBack = "held back, for they changed: echo";
    private const string Difference = "+   \"description\": \"other\",";

    private readonly TemporaryFolder _folder = new();
    private ServiceProvider _stores = null!;
    private SlowPins _pins = null!;
    private McpServerDouble _server = null!;
    private HttpGateway _gateway = null!;
    private (string, string) _cookie;
    private Func<Task> _beforeRead = static () => Task.CompletedTask;

    public async ValueTask InitializeAsync()
    {
        _stores = new ServiceCollection().AddGatewayStore(_folder.File("gateway.db")).BuildServiceProvider();
        _pins = new SlowPins(_stores.GetRequiredService<IToolPinStore>());
        _server = await McpServerDouble.StartAsync($"[{McpServerDouble.Tool("echo")}]");
        _gateway = await HttpGateway.StartAsync(
            folder => AggregatePlans.Of(folder, new AggregatePlan { IsOn = false }, ("a", _server.Address, [], AggregatePlans.AllowAll)),
            store: _folder.File("gateway.db"),
            parts: services => services.AddSingleton<IToolPinStore>(_pins).AddSingleton<IDecisionLog>(new ReadLate(_stores.GetRequiredService<IDecisionLog>(), () => _beforeRead())));
        var secret = ApproverSecrets.Create();
        await _gateway.Approvers.SetAsync("ann", ApproverSecrets.Hash(secret), CancellationToken.None);
        _cookie = ("Cookie", (await _gateway.FormAsync("/approvals/sign-in", $"secret={secret}&back=/admin")).Headers["Set-Cookie"].Split(';')[0]);
        await _gateway.PostToAsync("/mcp/a", List);
    }

    public async ValueTask DisposeAsync()
    {
        _pins.Free.TrySetResult();
        await _gateway.DisposeAsync();
        await _server.DisposeAsync();
        await _stores.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Page_WaitsForTheStore_AndShowsWhatItHasThen()
    {
        await ChangeAsync();
        var page = PageAsync();
        await Assert.ThrowsAsync<TimeoutException>(() => _pins.ListedAll.Task.WaitAsync(TimeSpan.FromMilliseconds(300), TestContext.Current.CancellationToken));
        Assert.False(page.IsCompleted);
        _pins.Free.SetResult();

        var shown = await page;
        Assert.Contains(HeldBack, shown, StringComparison.Ordinal);
        Assert.Contains(Difference, shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_OfAChangeThatComesWhileItIsMade_ShowsNothingByHalves()
    {
        _beforeRead = ChangeAsync;
        Assert.DoesNotContain(HeldBack, await PageAsync(), StringComparison.Ordinal);

        _beforeRead = static () => Task.CompletedTask;
        _pins.Free.SetResult();
        var shown = await PageAsync();
        Assert.Contains(HeldBack, shown, StringComparison.Ordinal);
        Assert.Contains(Difference, shown, StringComparison.Ordinal);
    }

    private async Task ChangeAsync()
    {
        _server.Results["tools/list"] = """{"tools":[{"name":"echo","description":"other","inputSchema":{"type":"object"}}]}""";
        await _gateway.PostToAsync("/mcp/a", List);
    }

    private async Task<string> PageAsync() => System.Net.WebUtility.HtmlDecode((await _gateway.GetAsync("/admin", _cookie)).Body);

    /// <summary>Pins whose store takes up a change only when it is let.</summary>
    private sealed class SlowPins(IToolPinStore inner) : IToolPinStore
    {
        public TaskCompletionSource Free { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource ListedAll { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public async Task<IReadOnlyList<ToolPin>> ListAsync(string? server, CancellationToken cancellationToken)
        {
            if (server is null)
            {
                ListedAll.TrySetResult();
            }

            return await inner.ListAsync(server, cancellationToken);
        }

        public Task<bool> TryPinAsync(ToolPin pin, CancellationToken cancellationToken) => inner.TryPinAsync(pin, cancellationToken);

        public async Task<bool> TrySeeAsync(string server, string tool, string? hash, string? definition, CancellationToken cancellationToken)
        {
            await Free.Task;
            return await inner.TrySeeAsync(server, tool, hash, definition, cancellationToken);
        }

        public Task<bool> TryAcceptAsync(string server, string tool, string hash, CancellationToken cancellationToken) => inner.TryAcceptAsync(server, tool, hash, cancellationToken);
    }

    /// <summary>A log with which something happens before it is read.</summary>
    private sealed class ReadLate(IDecisionLog inner, Func<Task> before) : IDecisionLog
    {
        public DecisionLogState State => inner.State;

        public Task AppendAsync(DecisionLogEntry entry, CancellationToken cancellationToken) => inner.AppendAsync(entry, cancellationToken);

        public Task<OpenDecision> OpenAsync(DecisionLogEntry entry, CancellationToken cancellationToken) => inner.OpenAsync(entry, cancellationToken);

        public async Task<IReadOnlyList<DecisionLogEntry>> ListAsync(DecisionQuery query, CancellationToken cancellationToken)
        {
            await before();
            return await inner.ListAsync(query, cancellationToken);
        }

        public Task<DecisionLogCheck> VerifyAsync(string? known, CancellationToken cancellationToken) => inner.VerifyAsync(known, cancellationToken);
    }
}
