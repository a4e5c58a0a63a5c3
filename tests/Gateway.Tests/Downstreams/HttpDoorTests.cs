using System.Security.Cryptography;
using System.Text;
using Catalog.Core.Decisions;
using Catalog.Core.Grants;
using Catalog.Gateway.Tests.Running;

namespace Catalog.Gateway.Tests.Downstreams;

/// <summary>Who and what is let in by the HTTP listener.</summary>
public sealed class HttpDoorTests : IAsyncLifetime
{
    private const string AllowAll = """{"version":"1","default":"allow"}""";
    private const string Ping = """{"jsonrpc":"2.0","id":1,"method":"ping"}""";
    private const string ModernMeta = "\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\",\"io.modelcontextprotocol/clientCapabilities\":{}}";
    private const string ModernCall = """{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"echo",""" + ModernMeta + "}}";

    private HttpUpstreamDouble _upstream = null!;

    public async ValueTask InitializeAsync() => _upstream = await HttpUpstreamDouble.StartAsync();

    public ValueTask DisposeAsync() => _upstream.DisposeAsync();

    [Theory]
    [InlineData("Host", "evil.example")]
    [InlineData("Host", "127.0.0.1.evil.example")]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Origin", "null")]
    [InlineData("Origin", "http://localhost.evil.example")]
    public async Task ForeignHostOrOrigin_IsForbidden(string header, string value)
    {
        await using var gateway = await HttpGateway.StartAsync(AllowAll, _upstream.Address);
        Assert.Equal(403, (await gateway.PostAsync(Ping, (header, value))).Status);
        Assert.Equal(403, (await gateway.GetAsync("/mcp", (header, value))).Status);
        Assert.Equal(403, (await gateway.GetAsync("/approvals", (header, value))).Status);
        Assert.Empty(_upstream.Requests);
        Assert.Contains(await gateway.DecisionsAsync(), static e => e is { Decision: DecisionKind.Refuse, Rule: "(forbidden)" });
    }

    [Fact]
    public async Task LocalOrigin_IsLetIn()
    {
        await using var gateway = await HttpGateway.StartAsync(AllowAll, _upstream.Address);
        Assert.Equal(200, (await gateway.PostAsync(Ping, ("Origin", "http://localhost:3000"))).Status);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("application/json; charset=utf-16")]
    public async Task OtherContent_IsRefused(string type)
    {
        await using var gateway = await HttpGateway.StartAsync(AllowAll, _upstream.Address);
        Assert.Equal(415, (await gateway.PostAsync(Ping, ("Content-Type", type))).Status);
        Assert.Equal(415, (await gateway.PostAsync(Ping, ("Content-Encoding", "gzip"))).Status);
        Assert.Empty(_upstream.Requests);
    }

    [Fact]
    public async Task LargeBody_IsRefused()
    {
        await using var gateway = await HttpGateway.StartAsync(AllowAll, _upstream.Address);
        Assert.Equal(413, (await gateway.PostAsync(new string('x', 100_000))).Status);
        Assert.Equal(413, (await gateway.PostAsync(new string('x', 100_000), ("Transfer-Encoding", "chunked"))).Status);
        Assert.Equal("(too large)", (await gateway.DecisionsAsync())[0].Rule);
    }

    [Fact]
    public async Task LargeBody_OfAClientThatStillWrites_IsAnsweredAllTheSame()
    {
        await using var gateway = await HttpGateway.StartAsync(AllowAll, _upstream.Address);
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(413, (await gateway.PostAsync(new SlowContent(chunks: 20))).Status);
        }

        Assert.Empty(_upstream.Requests);
    }

    [Theory]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"safe","name":"danger"}}""", 400, -32600)]
    [InlineData("""[{"jsonrpc":"2.0","id":1,"method":"ping"}]""", 400, -32600)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"ping"} x""", 400, -32700)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"no/such"}""", 200, -32601)]
    [InlineData("""{"jsonrpc":"2.0","method":"notifications/no-such"}""", 400, -32601)]
    public async Task RefusedMessage_IsAnsweredAndNotForwarded(string body, int status, int code)
    {
        await using var gateway = await HttpGateway.StartAsync(AllowAll, _upstream.Address);
        var reply = await gateway.PostAsync(body);
        Assert.Equal((status, code), (reply.Status, reply.ErrorCode));
        Assert.Empty(_upstream.Requests);
    }

    [Theory]
    [InlineData("2026-07-28", "tools/call", "echo", 200, 0)]
    [InlineData("2026-07-28", "tools/call", "=?base64?ZWNobw==?=", 200, 0)]
    [InlineData("2026-07-28", "tools/call", "list", 400, -32020)]
    [InlineData("2026-07-28", "tools/call", "Echo", 400, -32020)]
    [InlineData("2026-07-28", "tools/call", "=?base64?!!?=", 400, -32020)]
    [InlineData("2026-07-28", "tools/call", null, 400, -32020)]
    [InlineData("2026-07-28", "tools/list", "echo", 400, -32020)]
    [InlineData("2026-07-28", null, "echo", 400, -32020)]
    [InlineData("2026-08-01", "tools/call", "echo", 400, -32020)]
    [InlineData("2025-11-25", "tools/call", "echo", 400, -32020)]
    [InlineData(null, "tools/call", "echo", 400, -32020)]
    public async Task ModernHeaders_ThatDisagreeWithTheMessage_AreRefused(string? version, string? method, string? name, int status, int code)
    {
        await using var gateway = await HttpGateway.StartAsync(AllowAll, _upstream.Address);
        var headers = new List<(string, string)>();
        headers.AddRange(version is null ? [] : [("MCP-Protocol-Version", version)]);
        headers.AddRange(method is null ? [] : [("Mcp-Method", method)]);
        headers.AddRange(name is null ? [] : [("Mcp-Name", name)]);
        var reply = await gateway.PostAsync(ModernCall, [.. headers]);
        Assert.Equal(status, reply.Status);
        if (code != 0)
        {
            Assert.Equal(code, reply.ErrorCode);
            Assert.Empty(_upstream.Requests);
        }
    }

    [Fact]
    public async Task ArgumentHeader_ThatDisagreesWithTheArgument_IsRefused()
    {
        _upstream.Answer = static (context, body) => HttpUpstreamDouble.JsonAsync(context, HttpUpstreamDouble.Result(
            body, body.Contains("tools/list", StringComparison.Ordinal) ? """{"tools":[{"name":"echo","inputSchema":{"properties":{"region":{"type":"string","x-mcp-header":"Region"}}}}]}""" : """{"content":[]}"""));
        await using var gateway = await HttpGateway.StartAsync(AllowAll, _upstream.Address);
        await gateway.PostAsync("""{"jsonrpc":"2.0","id":1,"method":"tools/list","params":{""" + ModernMeta + "}}", ("MCP-Protocol-Version", "2026-07-28"), ("Mcp-Method", "tools/list"));
        const string Call = """{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"echo","arguments":{"region":"eu"},""" + ModernMeta + "}}";
        (string, string)[] headers = [("MCP-Protocol-Version", "2026-07-28"), ("Mcp-Method", "tools/call"), ("Mcp-Name", "echo")];
        Assert.Equal(-32020, (await gateway.PostAsync(Call, headers)).ErrorCode);
        Assert.Equal(-32020, (await gateway.PostAsync(Call, [.. headers, ("Mcp-Param-Region", "us")])).ErrorCode);
        Assert.Equal(200, (await gateway.PostAsync(Call, [.. headers, ("Mcp-Param-Region", "eu")])).Status);

        // An argument that is not there is not repeated, whatever another one says.
        foreach (var arguments in (string[])["""{"note":"eu"}""", """{"note":"eu","region":null}"""])
        {
            var elsewhere = Call.Replace("""{"region":"eu"}""", arguments, StringComparison.Ordinal);
            Assert.Equal(-32020, (await gateway.PostAsync(elsewhere, [.. headers, ("mcp-param-REGION", "eu")])).ErrorCode);
        }

        Assert.Equal(2, _upstream.Requests.Count);
    }

    [Theory]
    [InlineData("/etc/passwd", 400)]
    [InlineData("=?base64?L2V0Yy9wYXNzd2Q=?=", 400)]
    [InlineData("=?base64?***?=", 400)]
    [InlineData("/srv/a", 200)]
    [InlineData("1.5", 400)]
    [InlineData("true", 400)]
    [InlineData("[]", 400)]
    [InlineData("1.5", 200, "Mcp-Param-Weight")]
    [InlineData("=?base64?MS41MDA=?=", 200, "Mcp-Param-Weight")]
    [InlineData("true", 200, "Mcp-Param-Weight")]
    [InlineData("1.5", 200, "Mcp-Param-In")]
    [InlineData("/srv/a", 400, "Mcp-Param-In")]
    public async Task ArgumentHeader_ThatTheToolDoesNotAskFor_SaysWhatAnArgumentSays(string value, int status, string header = "Mcp-Param-Path")
    {
        _upstream.Answer = static (context, body) => HttpUpstreamDouble.JsonAsync(context, HttpUpstreamDouble.Result(body, """{"tools":[{"name":"echo"}],"content":[]}"""));
        await using var gateway = await HttpGateway.StartAsync(AllowAll, _upstream.Address);
        const string List = """{"jsonrpc":"2.0","id":1,"method":"tools/list","params":{""" + ModernMeta + "}}";
        const string Call = """{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"echo","arguments":{"path":"/srv/a","in":{"n":1.50,"b":true,"l":[]}},""" + ModernMeta + "}}";
        (string, string)[] headers = [("MCP-Protocol-Version", "2026-07-28"), ("Mcp-Method", "tools/call"), ("Mcp-Name", "echo"), (header, value)];

        // Before the gateway has seen the tool it cannot tell, and says what to do about it.
        var early = await gateway.PostAsync(Call, headers);
        Assert.Equal((400, -32020), (early.Status, early.ErrorCode));
        Assert.Empty(_upstream.Requests);
        await gateway.PostAsync(List, ("MCP-Protocol-Version", "2026-07-28"), ("Mcp-Method", "tools/list"));
        var reply = await gateway.PostAsync(Call, headers);
        Assert.Equal((status, status == 200 ? 2 : 1), (reply.Status, _upstream.Requests.Count));
    }

    [Fact]
    public async Task ArgumentHeader_InTwoLines_IsRefused()
    {
        _upstream.Answer = static (context, body) => HttpUpstreamDouble.JsonAsync(context, HttpUpstreamDouble.Result(
            body, body.Contains("tools/list", StringComparison.Ordinal) ? """{"tools":[{"name":"echo","inputSchema":{"properties":{"region":{"type":"string","x-mcp-header":"Region"}}}}]}""" : """{"content":[]}"""));
        await using var gateway = await HttpGateway.StartAsync(AllowAll, _upstream.Address);
        await gateway.PostAsync("""{"jsonrpc":"2.0","id":1,"method":"tools/list","params":{""" + ModernMeta + "}}", ("MCP-Protocol-Version", "2026-07-28"), ("Mcp-Method", "tools/list"));
        // Together the two lines say what the message says; the first of them does not.
        const string Call = """{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"echo","arguments":{"region":"eu,us"},""" + ModernMeta + "}}";
        const string Head = "MCP-Protocol-Version: 2026-07-28\r\nMcp-Method: tools/call\r\nMcp-Name: echo\r\n";
        foreach (var (parameters, status) in new[] { ("Mcp-Param-Region: eu\r\nMcp-Param-Region: us\r\n", 400), ("Mcp-Param-Region: eu,us\r\n", 200) })
        {
            using var caller = new RawCaller(gateway.Endpoint, Head + parameters);
            await caller.SendAsync(Call);
            Assert.Equal(status, await caller.StatusAsync());
        }
    }

    [Fact]
    public async Task Grant_IsNeededWhereAsked_AndEndsAtOnce()
    {
        await using var gateway = await HttpGateway.StartAsync(AllowAll, _upstream.Address, requireGrant: true);
        await AddAsync(gateway, "good", "demo", ["*"]);
        await AddAsync(gateway, "elsewhere", "demo", ["other"]);
        await AddAsync(gateway, "unbound", null, ["double"]);
        var none = await gateway.PostAsync(Ping);
        Assert.Equal((401, "Bearer"), (none.Status, none.Headers["WWW-Authenticate"]));
        Assert.Equal(401, (await gateway.PostAsync(Ping, ("Authorization", "Bearer wrong"))).Status);
        Assert.Equal(401, (await gateway.PostAsync(Ping, ("Authorization", "Basic good"))).Status);
        Assert.Equal(403, (await gateway.PostAsync(Ping, ("Authorization", "Bearer elsewhere"))).Status);
        Assert.Empty(_upstream.Requests);

        Assert.Equal(200, (await gateway.PostAsync(Ping, ("Authorization", "Bearer good"))).Status);
        var denied = await gateway.PostAsync("""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"echo"}}""", ("Authorization", "Bearer unbound"));
        Assert.Contains("No policy is attached to this grant", denied.Body, StringComparison.Ordinal);

        Assert.True(await gateway.Grants.TryRevokeAsync("good", CancellationToken.None));
        Assert.Equal(401, (await gateway.PostAsync(Ping, ("Authorization", "Bearer good"))).Status);
        Assert.Single(_upstream.Requests);
        Assert.Equal(4, (await gateway.DecisionsAsync()).Count(static e => e.Rule is "(no grant)"));
    }

    [Fact]
    public async Task Credentials_OfTheCaller_NeverTravelUpstream()
    {
        _upstream.Answer = static (context, body) =>
        {
            context.Response.Headers.SetCookie = "s=1";
            context.Response.Headers.WWWAuthenticate = "Bearer realm=\"upstream\"";
            context.Response.Headers["X-Powered-By"] = "x";
            return HttpUpstreamDouble.JsonAsync(context, HttpUpstreamDouble.Result(body, "{}"));
        };
        await using var gateway = await HttpGateway.StartAsync(AllowAll, _upstream.Address);
        await AddAsync(gateway, "good", "demo", ["*"]);
        var reply = await gateway.PostAsync(
            Ping, ("Authorization", "Bearer good"), ("Cookie", "a=b"), ("X-Forwarded-For", "10.0.0.1"), ("X-Api-Key", "k"), ("Origin", "http://localhost"), ("traceparent", "00-1-2-01"), ("Mcp-Future", "y"));
        Assert.Equal(200, reply.Status);
        var seen = Assert.Single(_upstream.Requests);
        Assert.Equal("00-1-2-01", seen.Headers["traceparent"]);
        Assert.Equal("y", seen.Headers["Mcp-Future"]);
        Assert.All((string[])["Authorization", "Cookie", "X-Forwarded-For", "X-Api-Key", "Origin"], name => Assert.DoesNotContain(name, seen.Headers.Keys));
        Assert.All((string[])["Set-Cookie", "WWW-Authenticate", "X-Powered-By", "Server"], name => Assert.DoesNotContain(name, reply.Headers.Keys));
    }

    [Fact]
    public async Task UpstreamThatAsksForLogin_DoesNotPassItsChallengeOn()
    {
        _upstream.Answer = static (context, _) =>
        {
            context.Response.StatusCode = 401;
            context.Response.Headers.WWWAuthenticate = "Bearer resource_metadata=\"http://upstream\"";
            return Task.CompletedTask;
        };
        await using var gateway = await HttpGateway.StartAsync(AllowAll, _upstream.Address);
        var reply = await gateway.PostAsync(Ping);
        Assert.Equal((200, -31001), (reply.Status, reply.ErrorCode));
        Assert.DoesNotContain("WWW-Authenticate", reply.Headers.Keys);
    }

    [Fact]
    public async Task Port_InUse_StopsTheStart()
    {
        await using var gateway = await HttpGateway.StartAsync(AllowAll, _upstream.Address);
        await Assert.ThrowsAnyAsync<IOException>(() => HttpGateway.StartAsync(AllowAll, _upstream.Address, listen: gateway.Endpoint.GetLeftPart(UriPartial.Authority)));
    }

    private static async Task AddAsync(HttpGateway gateway, string token, string? policy, string[] servers) => Assert.True(await gateway.Grants.TryAddAsync(
        new Grant
        {
            Id = token,
            Label = token,
            TokenHash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token))),
            Servers = servers,
            Policy = policy,
            CreatedAt = TimeProvider.System.GetUtcNow(),
        },
        CancellationToken.None));
}
