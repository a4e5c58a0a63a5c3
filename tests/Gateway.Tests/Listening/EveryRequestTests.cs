using System.Globalization;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Catalog.Core.Decisions;
using Catalog.Gateway.Tests.Running;

namespace Catalog.Gateway.Tests.Listening;

/// <summary>Whatever reaches the gateway stands in the decision log, and nothing of what was sent does.</summary>
public sealed class EveryRequestTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private HttpUpstreamDouble _upstream = null!;
    private HttpGateway _gateway = null!;

    public static TheoryData<string> Notes => [.. Cases.Read<LoggedCase>("Listening", "logged.json").Select(static c => c.Note)];

    public async ValueTask InitializeAsync()
    {
        _upstream = await HttpUpstreamDouble.StartAsync();
        _upstream.Answer = static (context, _) =>
        {
            context.Response.StatusCode = context.Request.Method == "GET" ? 405 : 202;
            return Task.CompletedTask;
        };
        _gateway = await HttpGateway.StartAsync(AggregatePlans.AllowAll, _upstream.Address, requireGrant: true);
        await _gateway.Grants.TryAddAsync(MadeGrants.Of("the-grants-token", ["*"], "demo") with { Id = "g" }, CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await _upstream.DisposeAsync();
    }

    [Theory]
    [MemberData(nameof(Notes))]
    public async Task Request_StandsInTheLog_WithNothingOfWhatWasSent(string note)
    {
        var given = Cases.Read<LoggedCase>("Listening", "logged.json").Single(c => c.Note == note);
        var text = string.Join("\r\n", given.Request).Replace("PATH", _gateway.Endpoint.AbsolutePath, StringComparison.Ordinal)
            .Replace("HOST", _gateway.Endpoint.Authority, StringComparison.Ordinal).Replace("LONG", new string('a', 50_000), StringComparison.Ordinal);

        Assert.Equal(given.Status, await SendAsync(text));

        var entries = await LoggedAsync();
        var entry = entries[0];
        Assert.Equal((given.Rule is null ? DecisionKind.Allow : DecisionKind.Refuse, given.Rule, given.Method), (entry.Decision, entry.Rule, entry.Method));
        Assert.Equal(text.Contains("the-grants-token", StringComparison.Ordinal) ? "g" : null, entry.Grant);
        Assert.DoesNotContain("hunter2", JsonSerializer.Serialize(entries), StringComparison.Ordinal);
    }

    [Fact]
    public async Task GrantThatIsNotGoodHere_IsNamed()
    {
        await _gateway.Grants.TryAddAsync(MadeGrants.Of("another-token", ["elsewhere"]) with { Id = "o" }, CancellationToken.None);

        Assert.Equal(403, (await _gateway.PostAsync("""{"jsonrpc":"2.0","id":1,"method":"tools/list"}""", ("Authorization", "Bearer another-token"))).Status);

        var entry = (await LoggedAsync())[0];
        Assert.Equal(("o", "(forbidden)", DecisionKind.Refuse), (entry.Grant, entry.Rule, entry.Decision));
    }

    [Theory]
    [InlineData("(no grant)", "PATH", "Content-Length: 100", "{")]
    [InlineData("(no grant)", "PATH", "Content-Length: 100000000", "{")]
    [InlineData("(no grant)", "PATH", "Transfer-Encoding: chunked", "5\r\n{")]
    [InlineData("(no grant)", "PATH", "Transfer-Encoding: chunked", "no chunk\r\n")]
    [InlineData("(no grant)", "PATH", "Expect: 100-continue\r\nContent-Length: 100", "")]
    [InlineData("(invalid message)", "PATH", "Authorization: Bearer the-grants-token\r\nContent-Encoding: gzip\r\nContent-Length: 100", "{")]
    [InlineData("(too large)", "PATH", "Authorization: Bearer the-grants-token\r\nContent-Length: 100000000", "{")]
    [InlineData("(no such page)", "/nothing", "Content-Length: 100", "{")]
    public async Task RefusedUnread_AndItsCallerLeaves_StandsThereOnce(string rule, string path, string framing, string sent)
    {
        const int Callers = 20;
        await Parallel.ForEachAsync(Enumerable.Range(0, Callers), new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (_, _) =>
            await SendAsync($"POST {path.Replace("PATH", _gateway.Endpoint.AbsolutePath, StringComparison.Ordinal)} HTTP/1.1\r\nHost: {_gateway.Endpoint.Authority}\r\nContent-Type: application/json\r\n{framing}\r\n\r\n{sent}"));

        // Nothing tells when the server has seen the last of them go.
        await Task.Delay(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);
        var entries = await LoggedAsync();
        Assert.Equal([(rule, Callers)], entries.CountBy(static e => e.Rule ?? "").Select(static e => (e.Key, e.Value)));
    }

    /// <summary>The entries, oldest first, once there is one.</summary>
    private async Task<IReadOnlyList<DecisionLogEntry>> LoggedAsync()
    {
        using var limit = new CancellationTokenSource(Patience);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (true)
        {
            var entries = await _gateway.DecisionsAsync();
            if (entries.Count > 0)
            {
                return [.. entries.OrderBy(static e => e.Time)];
            }

            await timer.WaitForNextTickAsync(limit.Token);
        }
    }

    private async Task<int> SendAsync(string text)
    {
        using var limit = new CancellationTokenSource(Patience);
        using var client = new TcpClient(_gateway.Endpoint.Host, _gateway.Endpoint.Port);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(text), limit.Token);
        var line = new byte[12];
        await stream.ReadExactlyAsync(line, limit.Token);
        return int.Parse(Encoding.ASCII.GetString(line, 9, 3), CultureInfo.InvariantCulture);
    }
}
