using System.Net.Sockets;
using System.Text;
using Catalog.Core.Decisions;
using Catalog.Gateway.Aggregation;
using Catalog.Gateway.Tests.Running;
using Microsoft.Extensions.DependencyInjection;

namespace Catalog.Gateway.Tests.Listening;

/// <summary>A request whose body never comes, or breaks off: one entry of the decision log, one line of the operator's log, and no trace of the gateway's own code.</summary>
public sealed class BrokenBodyTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly FakeTimeProvider _clock = new();
    private readonly KeptLog _log = new();
    private HttpUpstreamDouble _upstream = null!;
    private HttpGateway _gateway = null!;

    public async ValueTask InitializeAsync()
    {
        _upstream = await HttpUpstreamDouble.StartAsync();
        _gateway = await HttpGateway.StartAsync(
            folder => AggregatePlans.Of(folder, new AggregatePlan(), ("s", _upstream.Address, [], AggregatePlans.AllowAll)), _log, parts: services => services.AddSingleton<TimeProvider>(_clock));
    }

    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await _upstream.DisposeAsync();
        _log.Dispose();
    }

    [Theory]
    [InlineData("/mcp/s", "application/json", "Content-Length: 100", "{\"jsonrpc\"")]
    [InlineData("/mcp", "application/json", "Content-Length: 100", "")]
    [InlineData("/mcp/s", "application/json", "Transfer-Encoding: chunked", "5\r\n{\"a\":")]
    [InlineData("/mcp/s", "application/json", "Transfer-Encoding: chunked", "no chunk\r\n")]
    [InlineData("/approvals/sign-in", "application/x-www-form-urlencoded", "Content-Length: 100", "secret=")]
    public async Task BodyThatBreaksOff_IsToldOnce_WithoutATrace(string path, string type, string framing, string sent)
    {
        using var client = await SendAsync(path, type, framing, sent);
        var stream = client.GetStream();
        client.Client.Shutdown(SocketShutdown.Send);
        // Whoever ends in the midst of a body is gone for the server, and is mostly told nothing.
        var answer = await ReadToEndAsync(stream);
        Assert.True(answer.Length == 0 || answer.StartsWith("HTTP/1.1 400 ", StringComparison.Ordinal), answer);

        await AssertToldOnceAsync();
        Assert.Equal(1, Told());
    }

    [Fact]
    public async Task CallerThatVanishes_LeavesNoTrace()
    {
        using var client = await SendAsync("/mcp/s", "application/json", "Content-Length: 100", "{");
        client.LingerState = new LingerOption(enable: true, 0);
        client.Close();

        await AssertToldOnceAsync();
        Assert.InRange(Told(), 0, 1);
    }

    [Theory]
    [InlineData("/mcp/s", "application/json", "{")]
    [InlineData("/approvals/sign-in", "application/x-www-form-urlencoded", "secret=")]
    public async Task ManyCallersThatVanish_LeaveNoTrace(string path, string type, string sent)
    {
        // Many, for whether the server hears first of the end or of the missing rest is a race.
        await Parallel.ForEachAsync(Enumerable.Range(0, 300), new ParallelOptions { MaxDegreeOfParallelism = 50 }, async (i, token) =>
        {
            using var client = await SendAsync(path, type, "Content-Length: 100", sent);
            await Task.Delay(i % 7, token);
            client.LingerState = new LingerOption(enable: true, 0);
            client.Close();
        });

        // Nothing tells when the server has seen the last of them go, and a gateway that ends lets none of them go on.
        await Task.Delay(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);
        Assert.Equal("", string.Join('\n', Traces()));
    }

    [Fact]
    public async Task BodyThatNeverComes_IsToldOnce_WithoutATrace()
    {
        using var client = await SendAsync("/mcp/s", "application/json", "Content-Length: 100", "");
        var answer = ReadToEndAsync(client.GetStream());
        while (!answer.IsCompleted)
        {
            _clock.Advance(TimeSpan.FromSeconds(10));
            await Task.WhenAny(answer, Task.Delay(20, TestContext.Current.CancellationToken));
        }

        Assert.StartsWith("HTTP/1.1 408 ", await answer, StringComparison.Ordinal);
        await AssertToldOnceAsync();
        Assert.Equal(1, Told());
    }

    [Fact]
    public async Task FormOfTooManyMembers_IsRefused_WithoutATrace()
    {
        Assert.Equal(400, (await _gateway.FormAsync("/approvals/sign-in", string.Join('&', Enumerable.Repeat("a", 2000)))).Status);
        Assert.Empty(Traces());
    }

    private int Told() => _log.Lines.Count(static line => line.Contains("did not arrive whole", StringComparison.Ordinal));

    private async Task AssertToldOnceAsync()
    {
        await _gateway.DecisionsAsync(static entry => entry.Decision == DecisionKind.Refuse);
        Assert.Equal("(not received)", Assert.Single(await _gateway.DecisionsAsync()).Rule);
        Assert.Equal("", string.Join('\n', Traces()));
    }

    private IEnumerable<string> Traces() => _log.Lines.Where(static line => line.Contains("   at ", StringComparison.Ordinal));

    private async Task<TcpClient> SendAsync(string path, string type, string framing, string sent)
    {
        var client = new TcpClient(_gateway.Endpoint.Host, _gateway.Endpoint.Port) { NoDelay = true };
        await client.GetStream().WriteAsync(
            Encoding.ASCII.GetBytes($"POST {path} HTTP/1.1\r\nHost: {_gateway.Endpoint.Authority}\r\nAccept: application/json, text/event-stream\r\nContent-Type: {type}\r\n{framing}\r\n\r\n{sent}"),
            TestContext.Current.CancellationToken);
        return client;
    }

    private static async Task<string> ReadToEndAsync(NetworkStream stream)
    {
        using var limit = new CancellationTokenSource(Patience);
        var (text, bytes) = (new StringBuilder(), new byte[4096]);
        try
        {
            while (await stream.ReadAsync(bytes, limit.Token) is > 0 and var read)
            {
                text.Append(Encoding.ASCII.GetString(bytes, 0, read));
            }
        }
        catch (IOException)
        {
            // Reset, for the server waits for the rest no longer; what came before it counts.
        }

        return text.ToString();
    }
}
