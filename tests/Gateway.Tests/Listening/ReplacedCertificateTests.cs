using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Catalog.Gateway.Configuration;
using Catalog.Gateway.Tests.Running;

namespace Catalog.Gateway.Tests.Listening;

/// <summary>Certificates that are replaced beneath a gateway that runs, by real handshakes.</summary>
public sealed class ReplacedCertificateTests : IAsyncLifetime
{
    private static readonly DateTime Written = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private readonly KeptLog _log = new();
    private readonly CancellationTokenSource _limit = new(TimeSpan.FromSeconds(60));
    private HttpUpstreamDouble _upstream = null!;
    private int _pairs;

    public async ValueTask InitializeAsync() => _upstream = await HttpUpstreamDouble.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await _upstream.DisposeAsync();
        _limit.Dispose();
    }

    [Fact]
    public async Task NewPair_IsShownToNewConnections_AndCallsUnderWayAreAnswered()
    {
        var (first, second) = ("", "");
        var (arrived, go) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var gateway = await HttpGateway.StartAsync(folder => Plan(folder, first = Replace(folder)), _log);
        _upstream.Answer = async (context, body) =>
        {
            arrived.TrySetResult();
            await go.Task.WaitAsync(_limit.Token);
            await HttpUpstreamDouble.JsonAsync(context, HttpUpstreamDouble.Result(body, """{"content":[]}"""));
        };
        await using var old = await TlsClient.OpenOrNullAsync(gateway.Endpoint, first, _limit.Token);
        Assert.NotNull(old);
        await old.SendAsync(Call(71), _limit.Token);
        await arrived.Task.WaitAsync(_limit.Token);

        second = Replace(gateway.Folder);
        await using (var stale = await TlsClient.OpenOrNullAsync(gateway.Endpoint, first, _limit.Token))
        {
            Assert.Null(stale);
        }

        await using var fresh = await TlsClient.OpenOrNullAsync(gateway.Endpoint, second, _limit.Token);
        Assert.NotNull(fresh);
        go.SetResult();
        Assert.Contains("\"result\"", await old.ReadUntilAsync("\"id\":71", _limit.Token) + await FinishAsync(old, 72), StringComparison.Ordinal);
        await fresh.SendAsync(Call(73), _limit.Token);
        Assert.StartsWith("HTTP/1.1 200", await fresh.ReadUntilAsync("\"id\":73", _limit.Token), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("garbage")]
    [InlineData("another key")]
    [InlineData("gone")]
    public async Task PairThatCannotBeUsed_LeavesTheOldOne_UntilAGoodOneComes(string what)
    {
        var first = "";
        await using var gateway = await HttpGateway.StartAsync(folder => Plan(folder, first = Replace(folder)), _log);
        switch (what)
        {
            case "garbage":
                Put(gateway.Folder, "cert.pem", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
                break;
            case "another key":
                using (var other = ECDsa.Create(ECCurve.NamedCurves.nistP256))
                {
                    Put(gateway.Folder, "key.pem", other.ExportPkcs8PrivateKeyPem());
                }

                break;
            default:
                File.Delete(gateway.Folder.File("key.pem"));
                break;
        }

        for (var i = 0; i < 2; i++)
        {
            await using var client = await TlsClient.OpenOrNullAsync(gateway.Endpoint, first, _limit.Token);
            Assert.NotNull(client);
            await client.SendAsync(Call(74), _limit.Token);
            Assert.StartsWith("HTTP/1.1 200", await client.ReadUntilAsync("\"id\":74", _limit.Token), StringComparison.Ordinal);
        }

        await _log.WaitForAsync("changed and cannot be used, so the old one is still shown");
        var good = Replace(gateway.Folder);
        await using var after = await TlsClient.OpenOrNullAsync(gateway.Endpoint, good, _limit.Token);
        Assert.NotNull(after);
    }

    private async Task<string> FinishAsync(TlsClient client, int id)
    {
        await client.SendAsync(Call(id), _limit.Token);
        var answer = await client.ReadUntilAsync($"\"id\":{id}", _limit.Token);
        Assert.Contains("HTTP/1.1 200", answer, StringComparison.Ordinal);
        return answer;
    }

    private static string Call(int id) => $$$$"""{"jsonrpc":"2.0","id":{{{{id}}}},"method":"tools/call","params":{"name":"echo","arguments":{}}}""";

    private GatewayPlan Plan(TemporaryFolder folder, string thumbprint)
    {
        Assert.NotEmpty(thumbprint);
        File.WriteAllText(folder.File("a.json"), """{"version":"1","default":"allow"}""");
        File.WriteAllText(folder.File("gateway.yaml"), $"version: 1\nlisteners: [{{url: 'https://127.0.0.1:0', tls: {{certificate: cert.pem, key: key.pem}}}}]\nupstreams: {{a: {{url: '{_upstream.Address}', policy: a}}}}\npolicies: {{a: a.json}}\n");
        return GatewayFileReader.Read(folder.File("gateway.yaml")).Plan!;
    }

    // Gives the thumbprint.
    private string Replace(TemporaryFolder folder)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100));
        Put(folder, "cert.pem", certificate.ExportCertificatePem());
        Put(folder, "key.pem", key.ExportPkcs8PrivateKeyPem());
        return certificate.GetCertHashString();
    }

    // A stamp of its own for each, whatever the file system's clock resolves.
    private void Put(TemporaryFolder folder, string name, string text)
    {
        File.WriteAllText(folder.File(name), text);
        File.SetLastWriteTimeUtc(folder.File(name), Written.AddMinutes(++_pairs));
    }
}
