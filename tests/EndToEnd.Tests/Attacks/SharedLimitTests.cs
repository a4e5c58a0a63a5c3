using System.Text;
using Catalog.EndToEnd.Tests.Attacks.Upstreams;
using Catalog.EndToEnd.Tests.Running;

namespace Catalog.EndToEnd.Tests.Attacks;

/// <summary>Two gateways, processes of their own, that draw on one total of a Redis server: never one call over, and never one less.</summary>
public sealed class SharedLimitTests : IDisposable
{
    private const int Limit = 50;
    private const int Callers = 12;
    private const int CallsOfEach = 15;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly TemporaryFolder _home = new();

    public void Dispose() => _home.Dispose();

    [Fact]
    public async Task TwoGateways_RacingForOneLimit_NeverPassIt()
    {
        await using var redis = await RedisServer.StartAsync();
        var upstream = Ports.Free();
        await using var server = await CSharpUpstream.StartAsync(_home.File("ran"), upstream);
        await File.WriteAllTextAsync(
            _home.File("limited.json"),
            $$$$"""{"version":"1","default":"deny","tools":{"capped":{"limits":[{"counter":"c","window":"day","max":{{{{Limit}}}},"scope":"grant"}]}}}""");
        int[] ports = [Ports.Free(), Ports.Free()];
        var gateways = ports.Select(port => RunningCatalog.Start(
            _home.Path,
            ["gateway", "--policy", _home.File("limited.json"), "--name", "shared", "--upstream", $"http://127.0.0.1:{upstream}/mcp", "--listen", $"http://127.0.0.1:{port}",
                "--counters", redis.Address, "--store", _home.File($"{port}.db")])).ToList();
        try
        {
            await Task.WhenAll(gateways.Select((gateway, i) => gateway.WaitForAsync($"127\\.0\\.0\\.1:{ports[i]}/mcp", Patience)));
            var passed = await Task.WhenAll(Enumerable.Range(0, Callers).Select(n => Task.Run(() => CallAsync(ports[n % ports.Length]))));

            Assert.Equal(Limit, passed.Sum());
            Assert.Equal(Limit, new Journal(_home.File("ran")).News().Count);
        }
        finally
        {
            foreach (var gateway in gateways)
            {
                await gateway.DisposeAsync();
            }
        }
    }

    /// <summary>How many of its calls one caller was let through.</summary>
    private static async Task<int> CallAsync(int port)
    {
        const string Call = """{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"capped","arguments":{},"_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientCapabilities":{}}}}""";
        var request = Encoding.ASCII.GetBytes(
            $"POST /mcp HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Type: application/json\r\nAccept: application/json, text/event-stream\r\nMCP-Protocol-Version: 2026-07-28\r\n"
            + $"Mcp-Method: tools/call\r\nMcp-Name: capped\r\nContent-Length: {Call.Length}\r\nConnection: close\r\n\r\n{Call}");
        var passed = 0;
        for (var call = 0; call < CallsOfEach; call++)
        {
            var reply = await RawCaller.SendAsync(port, request, Patience);
            passed += reply.Text.Contains("ran capped", StringComparison.Ordinal) ? 1 : 0;
            Assert.True(reply.Text.Contains("ran capped", StringComparison.Ordinal) || reply.Text.Contains("Limit reached", StringComparison.Ordinal), reply.Text);
        }

        return passed;
    }
}
