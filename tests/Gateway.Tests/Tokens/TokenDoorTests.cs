using System.Text.Json;
using System.Text.Json.Nodes;
using Catalog.Gateway.Tests.Running;
using Microsoft.AspNetCore.Http;

namespace Catalog.Gateway.Tests.Tokens;

/// <summary>What callers with tokens are let do, what they are told, and when it ends.</summary>
public sealed class TokenDoorTests(TokenGateway running) : IClassFixture<TokenGateway>
{
    private const string Initialize = """{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{},"clientInfo":{"name":"t","version":"1"}}}""";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private HttpGateway Gateway => running.Gateway;

    [Theory]
    [InlineData("/mcp/a", "/mcp/a")]
    [InlineData("/mcp/b", "/mcp/b")]
    [InlineData("/mcp", "/mcp")]
    [InlineData("/mcp/nobody", "/mcp/nobody")]
    public async Task Caller_WithoutToken_IsToldWhereTokensAreGiven_AlsoOnLoopback(string path, string resource)
    {
        var refused = await Gateway.PostToAsync(path, TokenGateway.Ping);

        Assert.Equal(401, refused.Status);
        Assert.Equal($"Bearer resource_metadata=\"https://gateway.example.com/.well-known/oauth-protected-resource{resource}\"", refused.Headers["WWW-Authenticate"]);
    }

    [Fact]
    public async Task TokenInTheAddress_IsRefused_AlsoBesideOneInTheHeader()
    {
        var token = Bearer(static _ => { });
        var address = $"/mcp/a?access_token={token.Value["Bearer ".Length..]}";

        foreach (var refused in new[] { await Gateway.PostToAsync(address, TokenGateway.Call), await Gateway.PostToAsync(address, TokenGateway.Call, token), await Gateway.PostToAsync(address.Replace("/mcp/a", "/mcp", StringComparison.Ordinal), TokenGateway.Ping, token) })
        {
            Assert.Equal((400, -31006), (refused.Status, refused.ErrorCode));
            Assert.Contains("replace this one", refused.Body, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Metadata_NamesResourceAndIssuer_ForEveryEndpoint()
    {
        var of = await Gateway.GetAsync("/.well-known/oauth-protected-resource/mcp/a");
        var all = await Gateway.GetAsync("/.well-known/oauth-protected-resource", ("Origin", "https://anywhere.example.com"));
        var stranger = await Gateway.GetAsync("/.well-known/oauth-protected-resource/mcp/nobody");

        Assert.Equal("https://gateway.example.com/mcp/a", of.Json.GetProperty("resource").GetString());
        Assert.Equal([running.Server.Issuer], of.Json.GetProperty("authorization_servers").EnumerateArray().Select(static i => i.GetString()));
        Assert.Equal(["a:admin", "a:use", "more", "resources"], of.Json.GetProperty("scopes_supported").EnumerateArray().Select(static s => s.GetString()));
        Assert.Equal(["header"], of.Json.GetProperty("bearer_methods_supported").EnumerateArray().Select(static s => s.GetString()));
        Assert.Equal("*", all.Headers["Access-Control-Allow-Origin"]);
        Assert.Equal("https://gateway.example.com/mcp", all.Json.GetProperty("resource").GetString());
        // A name that no server has is answered like one that a server has.
        Assert.Equal(of.Body.Replace("mcp/a", "mcp/nobody", StringComparison.Ordinal), stranger.Body);
        Assert.Equal(404, (await Gateway.GetAsync("/.well-known/oauth-protected-resource/mcp/%22x")).Status);
    }

    [Fact]
    public async Task Rules_GiveTheFirstPolicyThatTheTokenMeets()
    {
        var low = await Gateway.PostToAsync("/mcp/a", TokenGateway.Call, Bearer(claims => claims["level"] = 4));
        var high = await Gateway.PostToAsync("/mcp/a", TokenGateway.Call, Bearer(claims => claims["level"] = 5));
        var admin = await Gateway.PostToAsync("/mcp/a", TokenGateway.Call, Bearer(claims => claims["scope"] = "a:use a:admin"));

        Assert.Contains("Level five.", low.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("POLICY DENIED", high.Body + admin.Body, StringComparison.Ordinal);
        Assert.Equal((200, 200), (high.Status, admin.Status));
    }

    [Fact]
    public async Task ScopeThatAPolicyRequires_IsAskedFor_AlsoOfAllServersAsOne()
    {
        var write = TokenGateway.Call.Replace("echo", "write", StringComparison.Ordinal);
        var refused = await Gateway.PostToAsync("/mcp/a", write, Bearer(static _ => { }));
        Assert.Equal((403, -31014), (refused.Status, refused.ErrorCode));
        Assert.Equal("Bearer error=\"insufficient_scope\", scope=\"a:write\", resource_metadata=\"https://gateway.example.com/.well-known/oauth-protected-resource/mcp/a\"", refused.Headers["WWW-Authenticate"]);
        Assert.Equal(200, (await Gateway.PostToAsync("/mcp/a", write, Bearer(static claims => claims["scope"] = "a:use a:write"))).Status);

        var modern = TokenGateway.Modern.Replace("echo", "a__write", StringComparison.Ordinal)
            .Replace("\"_meta\":{", "\"_meta\":{\"io.modelcontextprotocol/clientCapabilities\":{},", StringComparison.Ordinal);
        var all = await Gateway.PostToAsync(
            "/mcp", modern, Bearer(static claims => claims["aud"] = "https://gateway.example.com/mcp"), ("MCP-Protocol-Version", "2026-07-28"), ("Mcp-Method", "tools/call"), ("Mcp-Name", "a__write"));
        Assert.True(all.Status == 403, all.Body);
        Assert.Equal("Bearer error=\"insufficient_scope\", scope=\"a:write\", resource_metadata=\"https://gateway.example.com/.well-known/oauth-protected-resource/mcp\"", all.Headers["WWW-Authenticate"]);
    }

    [Fact]
    public async Task Claims_OpenServers_AndScopesThatLack_AreNamed()
    {
        var staff = Bearer(claims => (claims["groups"], claims["aud"]) = (new JsonArray("guests", "staff"), new JsonArray("https://gateway.example.com/mcp/a", "https://gateway.example.com/mcp/b")), scope: "none");

        Assert.Equal(200, (await Gateway.PostToAsync("/mcp/b", TokenGateway.Ping, staff)).Status);
        var refused = await Gateway.PostToAsync("/mcp/a", TokenGateway.Ping, staff);
        Assert.Equal(403, refused.Status);
        Assert.Equal("Bearer error=\"insufficient_scope\", scope=\"a:admin\", resource_metadata=\"https://gateway.example.com/.well-known/oauth-protected-resource/mcp/a\"", refused.Headers["WWW-Authenticate"]);
    }

    [Fact]
    public async Task Method_ThatNeedsScopes_IsRefusedWithThem()
    {
        const string Read = """{"jsonrpc":"2.0","id":1,"method":"resources/read","params":{"uri":"x:y"}}""";
        var before = running.Upstream.Requests.Count;
        var refused = await Gateway.PostToAsync("/mcp/a", Read, Bearer(static _ => { }, scope: "a:use resources"));

        Assert.Equal((403, -31014), (refused.Status, refused.ErrorCode));
        Assert.Contains("error=\"insufficient_scope\", scope=\"resources more\"", refused.Headers["WWW-Authenticate"], StringComparison.Ordinal);
        Assert.Equal(before, running.Upstream.Requests.Count);
        Assert.Equal(200, (await Gateway.PostToAsync("/mcp/a", Read, Bearer(static _ => { }, scope: "a:use more resources"))).Status);
        Assert.Contains(await Gateway.DecisionsAsync(), static e => e is { Rule: "(insufficient scope)", Method: "resources/read" } && e.Grant!.StartsWith("oauth:corp:", StringComparison.Ordinal));
    }

    [Fact]
    public async Task CallersToken_NeverGoesUp()
    {
        var token = Bearer(static claims => claims["scope"] = "a:admin");
        Assert.Equal(200, (await Gateway.PostToAsync("/mcp/a", TokenGateway.Call, token, ("Cookie", "c=1"))).Status);

        var text = token.Value["Bearer ".Length..];
        Assert.All(running.Upstream.Requests, seen => Assert.DoesNotContain(text, seen.Body + string.Join('\n', seen.Headers.Select(static h => h.Key + h.Value)), StringComparison.Ordinal));
        Assert.All(running.Upstream.Requests, static seen => Assert.False(seen.Headers.ContainsKey("Authorization") || seen.Headers.ContainsKey("Cookie")));
        Assert.DoesNotContain(text.Split('.')[2], JsonSerializer.Serialize(await Gateway.DecisionsAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AllServersAsOne_TakesATokenOfItsOwnAddress_AndShowsWhatRulesOpen()
    {
        var refused = await Gateway.PostToAsync("/mcp", TokenGateway.Ping, Bearer(static _ => { }));
        var taken = await Gateway.PostToAsync("/mcp", Initialize, Bearer(static claims => claims["aud"] = "https://gateway.example.com/mcp"));

        Assert.Equal((401, 200), (refused.Status, taken.Status));
    }

    [Fact]
    public async Task Session_IsTheCallersOwn()
    {
        running.Upstream.Answer = static (context, body) =>
        {
            context.Response.Headers["Mcp-Session-Id"] = "s";
            return HttpUpstreamDouble.JsonAsync(context, HttpUpstreamDouble.Result(body, """{"protocolVersion":"2025-11-25","capabilities":{}}"""));
        };
        var session = (await Gateway.PostToAsync("/mcp/a", Initialize, Bearer(static _ => { }, "bob"))).Headers["Mcp-Session-Id"];

        Assert.Equal(200, (await Gateway.PostToAsync("/mcp/a", TokenGateway.Ping, Bearer(static claims => claims["jti"] = "refreshed", "bob"), ("Mcp-Session-Id", session))).Status);
        Assert.Equal(404, (await Gateway.PostToAsync("/mcp/a", TokenGateway.Ping, Bearer(static _ => { }, "eve"), ("Mcp-Session-Id", session))).Status);
    }

    [Fact]
    public async Task Expiry_EndsStreams_WithoutAnyRequest()
    {
        var opened = new TaskCompletionSource();
        running.Upstream.Answer = async (context, body) =>
        {
            if (context.Request.Method == "GET")
            {
                context.Response.ContentType = "text/event-stream";
                await context.Response.WriteAsync(": here\n\n", context.RequestAborted);
                await context.Response.Body.FlushAsync(context.RequestAborted);
                opened.TrySetResult();
                await Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted).ContinueWith(static _ => { }, TaskScheduler.Default);
                return;
            }

            context.Response.Headers["Mcp-Session-Id"] = "s";
            await HttpUpstreamDouble.JsonAsync(context, HttpUpstreamDouble.Result(body, """{"protocolVersion":"2025-11-25","capabilities":{}}"""));
        };
        // The skew of 30 seconds is past but for a little.
        var token = Bearer(static claims => (claims["exp"], claims["iat"]) = (TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() - 24, 1), "carol");
        var session = (await Gateway.PostToAsync("/mcp/a", Initialize, token)).Headers["Mcp-Session-Id"];
        var stream = Gateway.GetAsync("/mcp/a", ("Accept", "text/event-stream"), token, ("Mcp-Session-Id", session));
        await opened.Task.WaitAsync(Patience, TestContext.Current.CancellationToken);

        Assert.IsNotType<TimeoutException>(await Record.ExceptionAsync(() => stream.WaitAsync(Patience)));
        Assert.True(stream.IsFaulted);
        Assert.Equal(401, (await Gateway.PostToAsync("/mcp/a", TokenGateway.Ping, token)).Status);
    }

    [Fact]
    public async Task GrantsOfTheGateway_AreGoodBesideTokens()
    {
        await Gateway.Grants.TryAddAsync(MadeGrants.Of("own-token", ["a"]), CancellationToken.None);
        Assert.Equal(200, (await Gateway.PostToAsync("/mcp/a", TokenGateway.Ping, TokenGateway.Bearer("own-token"))).Status);
    }

    private (string Name, string Value) Bearer(Action<JsonObject> change, string subject = "alice", string scope = "a:use")
    {
        var claims = TokenMaker.Claims(running.Server.Issuer, "a", subject, scope, TimeSpan.FromMinutes(5));
        change(claims);
        return TokenGateway.Bearer(TokenMaker.Sign("""{"alg":"RS256","typ":"at+jwt","kid":"rsa"}""", claims.ToJsonString(), "RS256", TokenMaker.Rsa));
    }
}
