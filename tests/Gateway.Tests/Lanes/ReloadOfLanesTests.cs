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
        await _log.WaitForAsync("changed and is in force; servers: 2");
        Assert.Equal((200, 200), (await StatusAsync(gateway, "a"), await StatusAsync(gateway, "b")));

        Text(gateway.Folder, $"b: {{url: '{_b.Address}', polcy: x}}");
        await _log.WaitForAsync("`polcy` is not known in `b`: did you mean `policy`?");
        Assert.Equal((200, 200), (await StatusAsync(gateway, "a"), await StatusAsync(gateway, "b")));

        Text(gateway.Folder, $"b: {{url: '{_b.Address}'}}", "listeners: [{url: 'http://127.0.0.1:1'}]");
        await _log.WaitForAsync("change with a restart of the gateway only");
        Assert.Equal((200, 200), (await StatusAsync(gateway, "a"), await StatusAsync(gateway, "b")));

        Text(gateway.Folder, $"b: {{url: '{_b.Address}'}}");
        await _log.WaitForAsync("changed and is in force; servers: 1");
        Assert.Equal((404, 200), (await StatusAsync(gateway, "a"), await StatusAsync(gateway, "b")));
    }

    [Fact]
    public async Task FileWhoseServerCannotStart_ChangesNoPolicyEither()
    {
        await using var gateway = await HttpGateway.StartAsync(folder => Write(folder, $"a: {{url: '{_a.Address}', policy: a}}"), _log);
        await File.WriteAllTextAsync(gateway.Folder.File("a.json"), """{"version":"1","default":"deny"}""");
        await _log.WaitForAsync("The policy changed");

        // A file of pins that is none shows when the server's part of the gateway starts.
        await File.WriteAllTextAsync(
            gateway.Folder.File("gateway.yaml"),
            $"version: 1\nlisteners: [{{url: 'http://127.0.0.1:0'}}]\nupstreams: {{a: {{url: '{_a.Address}', policy: a, pins: {{from: gateway.yaml}}}}}}\npolicies: {{a: b.json}}\n");
        await _log.WaitForAsync("cannot be taken");

        Assert.Contains("DENIED", (await gateway.PostToAsync("/mcp/a", Call)).Body, StringComparison.Ordinal);
        await File.WriteAllTextAsync(gateway.Folder.File("a.json"), """{"version":"1","default":"allow"}""");
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while ((await gateway.PostToAsync("/mcp/a", Call)).Body.Contains("DENIED", StringComparison.Ordinal))
        {
            limit.Token.ThrowIfCancellationRequested();
        }
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

    [Fact]
    public async Task FileThatChangesWhileCallsAreMade_LosesNone_AndLetsNoDeniedOneThrough()
    {
        const string Forbidden = """{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"forbidden","arguments":{}}}""";
        await using var gateway = await HttpGateway.StartAsync(folder => Write(folder, $"a: {{url: '{_a.Address}', policy: a}}"), _log);
        // Each plan denies one tool, by another policy each time: no moment between two of them is without one.
        foreach (var name in new[] { "a.json", "b.json" })
        {
            await File.WriteAllTextAsync(gateway.Folder.File(name), """{"version":"1","default":"allow","hide":["forbidden"]}""");
        }

        await _log.WaitForAsync("The policy changed", times: 2);
        var isOver = false;
        var answered = 0;
        var callers = Enumerable.Range(0, 6).Select(async _ =>
        {
            while (!Volatile.Read(ref isOver))
            {
                var (good, bad) = (await gateway.PostToAsync("/mcp/a", Call), await gateway.PostToAsync("/mcp/a", Forbidden));
                Assert.True(good is { Status: 200 } && good.Json.TryGetProperty("result", out var _), $"{good.Status} {good.Body}");
                Assert.True(bad.Body.Contains("DENIED", StringComparison.Ordinal), $"{bad.Status} {bad.Body}");
                Interlocked.Increment(ref answered);
            }
        }).ToList();
        for (var round = 0; round < 6; round++)
        {
            var hasBoth = round % 2 == 0;
            Text(gateway.Folder, $"a: {{url: '{_a.Address}', policy: {(hasBoth ? "b" : "a")}, timeout: {20 + round}s}}" + (hasBoth ? $", b: {{url: '{_b.Address}'}}" : ""));
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
            while (await StatusAsync(gateway, "b") != (hasBoth ? 200 : 404) && !callers.Any(static c => c.IsFaulted))
            {
                limit.Token.ThrowIfCancellationRequested();
            }
        }

        Volatile.Write(ref isOver, true);
        await Task.WhenAll(callers);
        var executed = _a.Requests.Where(static r => r.Body.Contains("tools/call", StringComparison.Ordinal)).ToList();
        Assert.DoesNotContain(executed, static r => r.Body.Contains("forbidden", StringComparison.Ordinal));
        Assert.Equal(answered, executed.Count);
        Assert.True(answered > 6);
    }

    [Fact]
    public async Task StreamThatIsTakenUpAgain_OutlivesAReload_WhileItsServerStays()
    {
        _a.Answer = async (context, body) =>
        {
            context.Response.Headers["Mcp-Session-Id"] = "of-the-server";
            if (context.Request.Method != "GET")
            {
                await HttpUpstreamDouble.JsonAsync(context, HttpUpstreamDouble.Result(body, """{"protocolVersion":"2025-11-25","capabilities":{}}"""));
                return;
            }

            context.Response.ContentType = "text/event-stream";
            var after = context.Request.Headers["Last-Event-ID"].ToString();
            await Microsoft.AspNetCore.Http.HttpResponseWritingExtensions.WriteAsync(
                context.Response, $"id: e{(after.Length == 0 ? 1 : 2)}\ndata: {{\"jsonrpc\":\"2.0\",\"method\":\"notifications/message\",\"params\":{{\"data\":\"after {after}\"}}}}\n\n");
        };
        await using var gateway = await HttpGateway.StartAsync(folder => Write(folder, $"a: {{url: '{_a.Address}'}}"), _log);
        var hello = await gateway.PostToAsync("/mcp/a", """{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{},"clientInfo":{"name":"t","version":"1"}}}""");
        (string, string)[] session = [("Mcp-Session-Id", hello.Headers["Mcp-Session-Id"]), ("Accept", "text/event-stream")];
        Assert.Contains("id: e1", (await gateway.GetAsync("/mcp/a", session)).Body, StringComparison.Ordinal);

        Text(gateway.Folder, $"a: {{url: '{_a.Address}'}}, b: {{url: '{_b.Address}'}}");
        await _log.WaitForAsync("changed and is in force; servers: 2");
        Assert.Contains("after e1", (await gateway.GetAsync("/mcp/a", [.. session, ("Last-Event-ID", "e1")])).Body, StringComparison.Ordinal);
        Assert.Equal(400, (await gateway.GetAsync("/mcp/a", [.. session, ("Last-Event-ID", "e9")])).Status);

        // A server whose settings change is another one, and its sessions are over: the client begins anew.
        Text(gateway.Folder, $"a: {{url: '{_a.Address}', timeout: 9s}}, b: {{url: '{_b.Address}'}}");
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        int status;
        while ((status = (await gateway.GetAsync("/mcp/a", [.. session, ("Last-Event-ID", "e2")])).Status) == 200)
        {
            limit.Token.ThrowIfCancellationRequested();
        }

        Assert.Equal(404, status);
        Assert.DoesNotContain(_a.Requests, static r => r.Headers.TryGetValue("Last-Event-ID", out var id) && id == "e9");
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
