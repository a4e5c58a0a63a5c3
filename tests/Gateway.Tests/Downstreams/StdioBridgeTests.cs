using System.IO.Pipelines;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
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

    [Fact]
    public async Task TokenThatIsNotGood_AndCertificateThatIsNotTrusted_AreSaidToBeThat()
    {
        await using var upstream = await HttpUpstreamDouble.StartAsync();
        await using var gateway = await HttpGateway.StartAsync(AggregatePlans.AllowAll, upstream.Address, requireGrant: true);
        Assert.Contains("does not take this grant's token: give the bridge a live one", await FirstAsync(gateway.Endpoint, "no-such-token"), StringComparison.Ordinal);

        await using var secure = await HttpGateway.StartAsync(folder => AggregatePlans.Of(folder, new Catalog.Gateway.Aggregation.AggregatePlan(), ("a", upstream.Address, [], AggregatePlans.AllowAll)) with
        {
            Listeners = [SelfSigned(folder)],
        });
        Assert.Contains("shows no certificate that is trusted here", await FirstAsync(secure.Endpoint, null), StringComparison.Ordinal);
    }

    private static Catalog.Gateway.Listening.Listener SelfSigned(TemporaryFolder folder)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100));
        File.WriteAllText(folder.File("cert.pem"), certificate.ExportCertificatePem());
        File.WriteAllText(folder.File("key.pem"), key.ExportPkcs8PrivateKeyPem());
        return new Catalog.Gateway.Listening.Listener { Url = new Uri("https://127.0.0.1:0"), CertificateFile = folder.File("cert.pem"), KeyFile = folder.File("key.pem") };
    }

    /// <summary>What the client is told of its first message.</summary>
    private static async Task<string> FirstAsync(Uri endpoint, string? token)
    {
        var (input, output) = (new Pipe(), new Pipe());
        var run = StdioBridge.RunAsync(endpoint, token, static services => services.AddLogging(), input.Reader.AsStream(), output.Writer.AsStream(), CancellationToken.None);
        using var lines = new StreamReader(output.Reader.AsStream(), Encoding.UTF8);
        await input.Writer.WriteAsync("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\"}\n"u8.ToArray());
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        var first = await lines.ReadLineAsync(limit.Token);
        await input.Writer.CompleteAsync();
        await run.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
        return JsonDocument.Parse(first!).RootElement.GetProperty("error").GetProperty("message").GetString()!;
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
