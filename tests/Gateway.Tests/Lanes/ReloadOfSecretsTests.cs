using Catalog.Core.Credentials;
using Catalog.Gateway.Configuration;
using Catalog.Gateway.Credentials;
using Catalog.Gateway.Tests.Running;
using Catalog.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Catalog.Gateway.Tests.Lanes;

/// <summary>What a change of a stored secret does to a gateway that runs.</summary>
public sealed class ReloadOfSecretsTests
{
    private const string Call = """{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"echo","arguments":{}}}""";

    [Fact]
    public async Task ChangedSecret_IsTakenWithoutTouchingTheFile_AndARemovedOneChangesNothing()
    {
        var log = new KeptLog();
        using var folder = new TemporaryFolder();
        await using var upstream = await HttpUpstreamDouble.StartAsync();
        await using var other = await HttpUpstreamDouble.StartAsync();
        await using var store = new ServiceCollection().AddGatewayStore(folder.File("gateway.db")).BuildServiceProvider();
        var vault = store.GetRequiredService<ICredentialVault>();
        var secrets = new StoredSecrets(vault);
        await secrets.SetAsync("key", "first-value", CancellationToken.None);
        await File.WriteAllTextAsync(folder.File("a.json"), AggregatePlans.AllowAll, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(
            folder.File("gateway.yaml"),
            $$"""
            version: 1
            listeners: [{url: "http://127.0.0.1:0"}]
            upstreams:
              a: {url: "{{upstream.Address}}", headers: {X-Key: "${secret:key}"} }
              b: {url: "{{other.Address}}", policy: a}
            policies: {a: a.json}
            """,
            TestContext.Current.CancellationToken);
        var plan = (await GatewayFileReader.ReadAsync(folder.File("gateway.yaml"), new VaultSecrets(vault), CancellationToken.None)).Plan!;
        await using var gateway = await HttpGateway.StartAsync(_ => plan, log, folder.File("gateway.db"));
        await gateway.PostToAsync("/mcp/a", Call);

        await secrets.SetAsync("key", "second-value", CancellationToken.None);
        await log.WaitForAsync("changed and is in force; servers: 2");
        await gateway.PostToAsync("/mcp/a", Call);
        await secrets.RemoveAsync("key", CancellationToken.None);
        await log.WaitForAsync($"no secret `key` is stored: store it with `catalog gateway secret set key --store {folder.File("gateway.db")}`");
        await gateway.PostToAsync("/mcp/a", Call);
        await secrets.SetAsync("key", "third-value", CancellationToken.None);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (upstream.Requests.Last().Headers["X-Key"] != "third-value")
        {
            limit.Token.ThrowIfCancellationRequested();
            await gateway.PostToAsync("/mcp/a", Call);
        }

        Assert.Equal(["first-value", "second-value", "second-value"], upstream.Requests.Select(static r => r.Headers["X-Key"]).Take(3));
        // One server's secret is no matter of another's sessions, and no value stands in the log.
        Assert.DoesNotContain(log.Lines, static line => line.Contains("The server 'b' is no longer served", StringComparison.Ordinal));
        Assert.DoesNotContain(log.Lines, static line => line.Contains("-value", StringComparison.Ordinal));
        Assert.All(await gateway.DecisionsAsync(), static entry => Assert.DoesNotContain("-value", entry.ToString(), StringComparison.Ordinal));
    }
}
