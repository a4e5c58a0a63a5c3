using System.IO.Pipelines;
using System.Text;
using System.Text.Json;
using Catalog.Gateway.Bridging;
using Catalog.Gateway.Tests.Running;
using Microsoft.Extensions.DependencyInjection;

namespace Catalog.Gateway.Tests.Downstreams;

/// <summary>A client that speaks lines, the bridge, and a whole gateway behind it.</summary>
public sealed class StdioBridgeTests
{
    [Fact]
    public async Task Client_ThroughTheBridge_IsDecidedByTheGatewayBehind()
    {
        await using var upstream = await HttpUpstreamDouble.StartAsync();
        await using var gateway = await HttpGateway.StartAsync("""{"version":"1","default":"deny","tools":{"echo":{}}}""", upstream.Address, requireGrant: true);
        const string Token = "token-of-the-bridge";
        await gateway.Grants.TryAddAsync(
            new Core.Grants.Grant
            {
                Id = "g",
                Label = "g",
                TokenHash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(Token))),
                Servers = ["*"],
                Policy = "demo",
                CreatedAt = DateTimeOffset.UnixEpoch,
            },
            CancellationToken.None);

        Assert.Equal(["done", "denied"], await AskAsync(gateway.Endpoint, Token));
        Assert.Equal(["refused", "refused"], await AskAsync(gateway.Endpoint, "no-such-token"));
        Assert.Equal(["refused", "refused"], await AskAsync(gateway.Endpoint, null));

        Assert.Equal("g", (await gateway.DecisionsAsync())[0].Grant);
        var seen = Assert.Single(upstream.Requests);
        Assert.False(seen.Headers.ContainsKey("Authorization"));
    }

    private static async Task<IReadOnlyList<string>> AskAsync(Uri endpoint, string? token)
    {
        var (input, output) = (new Pipe(), new Pipe());
        var run = StdioBridge.RunAsync(endpoint, token, static services => services.AddLogging(), input.Reader.AsStream(), output.Writer.AsStream(), CancellationToken.None);
        using var lines = new StreamReader(output.Reader.AsStream(), Encoding.UTF8);
        var answers = new List<string>();
        foreach (var tool in (string[])["echo", "other"])
        {
            await input.Writer.WriteAsync(Encoding.UTF8.GetBytes("""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"TOOL","arguments":{}}}""".Replace("TOOL", tool, StringComparison.Ordinal) + "\n"));
            using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
            var reading = lines.ReadLineAsync(limit.Token).AsTask();
            if (await Task.WhenAny(reading, run) == run)
            {
                await run;
            }

            using var answer = JsonDocument.Parse((await reading)!);
            answers.Add(
                answer.RootElement.TryGetProperty("error", out _) ? "refused"
                : answer.RootElement.GetProperty("result").TryGetProperty("isError", out _) ? "denied"
                : "done");
        }

        await input.Writer.CompleteAsync();
        await run.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
        return answers;
    }
}
