using Catalog.Gateway.Configuration;
using Catalog.Gateway.Tests.Running;

namespace Catalog.Gateway.Tests.Lanes;

/// <summary>What a change of gateway.yaml does to a gateway that runs.</summary>
public sealed class ReloadOfLanesTests : IAsyncLifetime
{
    private const string Call = """{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"echo","arguments":{}}}""";

    private readonly KeptLog _log = new();
    private HttpUpstreamDouble _a = null!;
    private HttpUpstreamDouble _b = null!;

    public async ValueTask InitializeAsync()
    {
        _a = await HttpUpstreamDouble.StartAsync();
        _b = await HttpUpstreamDouble.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _a.DisposeAsync();
        await _b.DisposeAsync();
    }

    [Fact]
    public async Task ChangedFile_IsTakenWhole_AndABadOneChangesNothing()
    {
        await using var gateway = await HttpGateway.StartAsync(folder => Write(folder, $"a: {{url: '{_a.Address}'}}"), _log);
        Assert.Equal((200, 404), (await StatusAsync(gateway, "a"), await StatusAsync(gateway, "b")));

        Text(gateway.Folder, $"a: {{url: '{_a.Address}'}}, b: {{url: '{_b.Address}'}}");
        await _log.WaitForAsync("changed and is in force, with 2 servers");
        Assert.Equal((200, 200), (await StatusAsync(gateway, "a"), await StatusAsync(gateway, "b")));

        Text(gateway.Folder, $"b: {{url: '{_b.Address}', polcy: x}}");
        await _log.WaitForAsync("`polcy` is not known in `b`: did you mean `policy`?");
        Assert.Equal((200, 200), (await StatusAsync(gateway, "a"), await StatusAsync(gateway, "b")));

        Text(gateway.Folder, $"b: {{url: '{_b.Address}'}}", "listeners: [{url: 'http://127.0.0.1:1'}]");
        await _log.WaitForAsync("change with a restart of the gateway only");
        Assert.Equal((200, 200), (await StatusAsync(gateway, "a"), await StatusAsync(gateway, "b")));

        Text(gateway.Folder, $"b: {{url: '{_b.Address}'}}");
        await _log.WaitForAsync("changed and is in force, with 1 servers");
        Assert.Equal((404, 200), (await StatusAsync(gateway, "a"), await StatusAsync(gateway, "b")));
    }

    [Fact]
    public async Task ChangedPolicyOfAServer_BindsItsNextCall()
    {
        await using var gateway = await HttpGateway.StartAsync(folder => Write(folder, $"a: {{url: '{_a.Address}', policy: a}}"), _log);
        Assert.DoesNotContain("DENIED", (await gateway.PostToAsync("/mcp/a", Call)).Body, StringComparison.Ordinal);

        await File.WriteAllTextAsync(gateway.Folder.File("a.json"), """{"version":"1","default":"deny"}""");
        await _log.WaitForAsync("The policy changed");
        Assert.Contains("DENIED", (await gateway.PostToAsync("/mcp/a", Call)).Body, StringComparison.Ordinal);
    }

    private static async Task<int> StatusAsync(HttpGateway gateway, string server) => (await gateway.PostToAsync("/mcp/" + server, Call)).Status;

    private static GatewayPlan Write(TemporaryFolder folder, string upstreams)
    {
        File.WriteAllText(folder.File("a.json"), """{"version":"1","default":"allow"}""");
        File.WriteAllText(folder.File("b.json"), """{"version":"1","default":"allow"}""");
        Text(folder, upstreams);
        return GatewayFileReader.Read(folder.File("gateway.yaml")).Plan!;
    }

    private static void Text(TemporaryFolder folder, string upstreams, string listeners = "listeners: [{url: 'http://127.0.0.1:0'}]") =>
        File.WriteAllText(folder.File("gateway.yaml"), $"version: 1\n{listeners}\nupstreams: {{{upstreams}}}\npolicies: {{a: a.json, b: b.json}}\n");
}
