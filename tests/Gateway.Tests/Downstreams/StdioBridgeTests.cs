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

    [Fact]
    public async Task TokenFile_ThatWasTurnedOver_IsReadAgain_WhereTheGatewayRefusesTheTokenBefore()
    {
        using var folder = new TemporaryFolder();
        var file = folder.File("token");
        await using var upstream = await HttpUpstreamDouble.StartAsync();
        await using var gateway = await HttpGateway.StartAsync(AggregatePlans.AllowAll, upstream.Address, requireGrant: true);
        await gateway.Grants.TryAddAsync(
            new Core.Grants.Grant { Id = "g", Label = "g", TokenHash = HashOf("first-token"), Servers = ["*"], Policy = "demo", CreatedAt = DateTimeOffset.UnixEpoch }, CancellationToken.None);
        await File.WriteAllTextAsync(file, "first-token\n", TestContext.Current.CancellationToken);
        await using var client = new BridgeClient(gateway.Endpoint, file);

        Assert.Equal("done", await client.CallAsync());
        Assert.True(await gateway.Grants.TryRotateAsync("g", HashOf("second-token"), DateTimeOffset.UnixEpoch, CancellationToken.None));
        Assert.Contains("does not take this grant's token", await client.CallAsync(), StringComparison.Ordinal);
        await File.WriteAllTextAsync(file, "second-token\n", TestContext.Current.CancellationToken);
        Assert.Equal("done", await client.CallAsync());
        Assert.Equal("done", await client.CallAsync());
        Assert.Equal(3, upstream.Requests.Count);
    }

    [Fact]
    public async Task TokenFile_IsAskedOnceForEachRefusal_AndItsTokenShownOnce()
    {
        using var folder = new TemporaryFolder();
        var file = folder.File("token");
        await using var behind = await HttpUpstreamDouble.StartAsync();
        var good = "none";
        behind.Answer = (context, body) =>
        {
            if (context.Request.Headers.Authorization.ToString() == $"Bearer {good}")
            {
                return HttpUpstreamDouble.JsonAsync(context, HttpUpstreamDouble.Result(body, """{"content":[]}"""));
            }

            context.Response.StatusCode = 401;
            return Task.CompletedTask;
        };
        await File.WriteAllTextAsync(file, " one ", TestContext.Current.CancellationToken);
        await using var client = new BridgeClient(behind.Address, file);

        // The same token again is no reason to send the message again.
        Assert.Contains("does not take", await client.CallAsync(), StringComparison.Ordinal);
        Assert.Equal(["Bearer one"], Shown(behind));

        await File.WriteAllTextAsync(file, "two", TestContext.Current.CancellationToken);
        Assert.Contains("does not take", await client.CallAsync(), StringComparison.Ordinal);
        Assert.Equal(["Bearer one", "Bearer two"], Shown(behind));

        // What is no token, or is being written, is shown to nobody.
        foreach (var odd in (string[])["", "  \n", "t\nh", "th\u00fc", new string('x', 20_000)])
        {
            await File.WriteAllTextAsync(file, odd, TestContext.Current.CancellationToken);
            Assert.Contains("does not take", await client.CallAsync(), StringComparison.Ordinal);
        }

        File.Delete(file);
        Assert.Contains("does not take", await client.CallAsync(), StringComparison.Ordinal);
        Assert.Equal(Enumerable.Repeat("Bearer two", 6), Shown(behind));

        good = "three";
        await File.WriteAllTextAsync(file, "three", TestContext.Current.CancellationToken);
        Assert.Equal("done", await client.CallAsync());
        Assert.Equal(["Bearer two", "Bearer three"], Shown(behind));
    }

    [Theory]
    [InlineData("")]
    [InlineData("two\nlines")]
    public async Task TokenFile_WithoutAToken_StopsTheStart_AndItsTextIsNotRepeated(string text)
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("token"), text, TestContext.Current.CancellationToken);

        var refused = await Assert.ThrowsAsync<System.ComponentModel.DataAnnotations.ValidationException>(() =>
            StdioBridge.RunAsync(new Uri("http://127.0.0.1:9/mcp"), new FileInfo(folder.File("token")), static services => services.AddLogging(), Stream.Null, Stream.Null, CancellationToken.None));

        Assert.Contains("holds no token: write the grant's token into it", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("lines", refused.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<FileNotFoundException>(() =>
            StdioBridge.RunAsync(new Uri("http://127.0.0.1:9/mcp"), new FileInfo(folder.File("gone")), static services => services.AddLogging(), Stream.Null, Stream.Null, CancellationToken.None));
    }

    private static string HashOf(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    /// <summary>The credentials of the requests since it was last asked.</summary>
    private static List<string> Shown(HttpUpstreamDouble behind)
    {
        var shown = new List<string>();
        while (behind.Requests.TryDequeue(out var seen))
        {
            shown.Add(seen.Headers["Authorization"]);
        }

        return shown;
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

    /// <summary>A client whose bridge reads its token in a file.</summary>
    private sealed class BridgeClient : IAsyncDisposable
    {
        private readonly Pipe _input = new();
        private readonly StreamReader _lines;
        private readonly Task _run;
        private int _id;

        public BridgeClient(Uri endpoint, string file)
        {
            var output = new Pipe();
            _run = StdioBridge.RunAsync(endpoint, new FileInfo(file), static services => services.AddLogging(), _input.Reader.AsStream(), output.Writer.AsStream(), CancellationToken.None);
            _lines = new StreamReader(output.Reader.AsStream(), Encoding.UTF8);
        }

        /// <summary>What comes of a call: <c>done</c>, or what went wrong.</summary>
        public async Task<string> CallAsync()
        {
            var line = """{"jsonrpc":"2.0","id":ID,"method":"tools/call","params":{"name":"echo","arguments":{}}}""".Replace("ID", $"{++_id}", StringComparison.Ordinal);
            await _input.Writer.WriteAsync(Encoding.UTF8.GetBytes(line + "\n"));
            using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
            using var answer = JsonDocument.Parse((await _lines.ReadLineAsync(limit.Token))!);
            return answer.RootElement.TryGetProperty("error", out var error) ? error.GetProperty("message").GetString()! : "done";
        }

        public async ValueTask DisposeAsync()
        {
            await _input.Writer.CompleteAsync();
            await _run.WaitAsync(TimeSpan.FromMinutes(1), CancellationToken.None);
            _lines.Dispose();
        }
    }
}
