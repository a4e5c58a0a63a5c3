using Catalog.Core.Credentials;
using Catalog.Gateway.Credentials;
using Catalog.Gateway.Tests.Running;
using Catalog.Gateway.Tests.Tokens;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Catalog.Gateway.Tests.Credentials;

/// <summary>The gateway as a client of an authorization server, for the sake of an upstream.</summary>
public sealed class UpstreamTokensTests : IAsyncLifetime
{
    private static readonly (string, string) Caller = ("Authorization", "Bearer callers-own-token");

    private AuthorizationServerDouble _server = null!;
    private HttpUpstreamDouble _upstream = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await AuthorizationServerDouble.StartAsync();
        _upstream = await HttpUpstreamDouble.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _upstream.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task ManyCalls_ShareOneToken_AndTheCallersOwnStaysBehind()
    {
        await using var gateway = await StartAsync(Client());
        await gateway.Grants.TryAddAsync(MadeGrants.Of("callers-own-token", ["a"], "open"), CancellationToken.None);
        var replies = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => gateway.PostToAsync("/mcp/a", TokenGateway.Call, Caller)));

        Assert.All(replies, static reply => Assert.Equal(200, reply.Status));
        Assert.All(_upstream.Requests, static seen => Assert.Equal("Bearer upstream-token", seen.Headers["Authorization"]));
        var form = Assert.Single(_server.Forms);
        Assert.Equal(("client_credentials", "search:read", _upstream.Address.AbsoluteUri), (form["grant_type"], form["scope"], form["resource"]));
        // `gate way` and `s3cret:%`, each form-encoded before they are joined.
        Assert.Equal("Basic " + Convert.ToBase64String("gate%20way:s3cret%3A%25"u8), form["authorization"]);
        Assert.DoesNotContain("client_secret", form.Keys);
    }

    [Fact]
    public async Task TokenThatIsRefused_IsReplacedOnce()
    {
        var given = 0;
        _server.Token = _ => (200, $$"""{"access_token":"token-{{Interlocked.Increment(ref given)}}","token_type":"bearer","expires_in":3600}""");
        _upstream.Answer = static (context, body) => Accept(context, body, "Bearer token-2");
        await using var gateway = await StartAsync(Client());

        var reply = await gateway.PostToAsync("/mcp/a", TokenGateway.Call);

        Assert.True(reply.Json.TryGetProperty("result", out _), reply.Body);
        Assert.Equal(["Bearer token-1", "Bearer token-2"], _upstream.Requests.Select(static r => r.Headers["Authorization"]));
        Assert.All(_upstream.Requests, static seen => Assert.Equal(TokenGateway.Call, seen.Body));
    }

    [Fact]
    public async Task ServerThatRefusesEveryToken_IsNotAskedForEver_AndItsChallengeStaysThere()
    {
        _upstream.Answer = static (context, _) =>
        {
            context.Response.StatusCode = 401;
            context.Response.Headers.WWWAuthenticate = "Bearer realm=\"inner-secret\"";
            return Task.CompletedTask;
        };
        await using var gateway = await StartAsync(Client());
        for (var i = 0; i < 10; i++)
        {
            var reply = await gateway.PostToAsync("/mcp/a", TokenGateway.Call);
            Assert.Equal(-31001, reply.ErrorCode);
            Assert.DoesNotContain("inner-secret", reply.Body + string.Join(' ', reply.Headers.Values), StringComparison.Ordinal);
            Assert.False(reply.Headers.ContainsKey("WWW-Authenticate"));
        }

        Assert.InRange(_server.Forms.Count, 1, 4);
    }

    [Fact]
    public async Task CallThatTheServerWasSent_DrawsItsLimit_AlsoWhereNoTokenIsToBeHadForTheNextTry()
    {
        var given = 0;
        _server.Token = _ => Interlocked.Increment(ref given) == 1 ? (200, """{"access_token":"token","token_type":"bearer","expires_in":3600}""") : (500, "");
        _upstream.Answer = static (context, body) => Accept(context, body, "Bearer other");
        await using var gateway = await StartAsync(Client(), """{"version":"1","default":"allow","all_tools":{"limits":[{"counter":"calls","window":"month","max":1,"scope":"grant"}]}}""");

        var first = await gateway.PostToAsync("/mcp/a", TokenGateway.Call);
        var second = await gateway.PostToAsync("/mcp/a", TokenGateway.Call);

        Assert.Equal(-31001, first.ErrorCode);
        Assert.Contains("Limit reached", second.Body, StringComparison.Ordinal);
        Assert.Single(_upstream.Requests);
    }

    [Theory]
    [InlineData(400, """{"error":"invalid_client","error_description":"s3cret is wrong"}""", "it refused with `invalid_client`")]
    [InlineData(500, "<html>", "it answered with status 500")]
    [InlineData(200, """{"token_type":"Bearer"}""", "its answer holds no access token")]
    [InlineData(200, """{"access_token":"a","access_token":"b","token_type":"Bearer"}""", "its answer holds no access token")]
    [InlineData(200, """{"access_token":"x\r\nX-Admin: 1","token_type":"Bearer"}""", "its answer holds no access token")]
    [InlineData(200, """{"access_token":"a","token_type":"DPoP"}""", "it gave a token that is no bearer token")]
    public async Task Failure_IsToldWithoutSecrets_AndNotRepeatedAtOnce(int status, string body, string told)
    {
        _server.Token = _ => (status, body);
        await using var gateway = await StartAsync(Client());

        var first = await gateway.PostToAsync("/mcp/a", TokenGateway.Call);
        var second = await gateway.PostToAsync("/mcp/a", TokenGateway.Call);

        Assert.Equal((-31001, -31001), (first.ErrorCode, second.ErrorCode));
        Assert.Contains(told, first.Body.Replace("\\u0060", "`", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", first.Body + second.Body, StringComparison.Ordinal);
        Assert.InRange(_server.Forms.Count, 1, 2);
        Assert.Empty(_upstream.Requests);
    }

    [Fact]
    public async Task SecretsAreShownToNoServerOfAnotherName()
    {
        _server.ClaimedIssuer = "https://login.example.com";
        await using var gateway = await StartAsync(Client());
        Assert.Equal(-31001, (await gateway.PostToAsync("/mcp/a", TokenGateway.Call)).ErrorCode);
        Assert.Empty(_server.Forms);
    }

    [Fact]
    public async Task RefreshToken_IsStoredAnew_WhenItsFollowerComes()
    {
        var given = 0;
        _server.Token = form => form["refresh_token"] == $"refresh-{given}"
            ? (200, $$"""{"access_token":"token","token_type":"Bearer","expires_in":3600,"refresh_token":"refresh-{{++given}}"}""")
            : (400, """{"error":"invalid_grant"}""");
        await using var gateway = await StartAsync(Client() with { Grant = UpstreamGrant.RefreshToken, ClientSecret = null, ClientId = null });
        var vault = gateway.Services.GetRequiredService<ICredentialVault>();

        await vault.SetAsync("a", CredentialNames.ClientId, "stored-client", CancellationToken.None);
        Assert.Contains("catalog gateway login a", (await gateway.PostToAsync("/mcp/a", TokenGateway.Call)).Body, StringComparison.Ordinal);
        await vault.SetAsync("a", CredentialNames.RefreshToken, "refresh-0", CancellationToken.None);
        await WaitForAsync(async () => (await gateway.PostToAsync("/mcp/a", TokenGateway.Call)).Json.TryGetProperty("result", out _));

        Assert.Equal("refresh-1", await vault.FindOrNullAsync("a", "refresh_token", TestContext.Current.CancellationToken));
        Assert.Equal("stored-client", _server.Forms.Last()["client_id"]);
        Assert.DoesNotContain("refresh-", System.Text.Encoding.Latin1.GetString(await ReadStoreAsync(gateway)), StringComparison.Ordinal);
    }

    private static async Task<byte[]> ReadStoreAsync(HttpGateway gateway)
    {
        var all = new List<byte>();
        foreach (var file in Directory.EnumerateFiles(Path.GetDirectoryName(gateway.Folder.File("gateway.db"))!, "gateway.db*").Where(static f => !f.EndsWith("-shm", StringComparison.Ordinal)))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var bytes = new byte[stream.Length];
            await stream.ReadExactlyAsync(bytes);
            all.AddRange(bytes);
        }

        return [.. all];
    }

    private static async Task WaitForAsync(Func<Task<bool>> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (!await condition())
        {
            await timer.WaitForNextTickAsync(limit.Token);
        }
    }

    private static Task Accept(HttpContext context, string body, string authorization)
    {
        if (context.Request.Headers.Authorization != authorization)
        {
            context.Response.StatusCode = 401;
            return Task.CompletedTask;
        }

        return HttpUpstreamDouble.JsonAsync(context, HttpUpstreamDouble.Result(body, """{"content":[]}"""));
    }

    private UpstreamOAuth Client() => new()
    {
        Grant = UpstreamGrant.ClientCredentials,
        ClientId = "gate way",
        ClientSecret = "s3cret:%",
        Issuer = _server.Issuer,
        Scopes = ["search:read"],
        IsPrivate = true,
    };

    // Modern, so that no session is asked for.
    private Task<HttpGateway> StartAsync(UpstreamOAuth oauth, string policy = AggregatePlans.AllowAll) => HttpGateway.StartAsync(folder =>
    {
        var plan = TokenGateway.PlanOf(folder, _upstream.Address, null);
        File.WriteAllText(folder.File("open.json"), policy);
        return plan with
        {
            Upstreams = [new GatewayOptions { ServerId = "a", PolicyFile = folder.File("open.json"), PolicyName = "open", Upstream = _upstream.Address, OAuth = oauth }],
        };
    });
}
