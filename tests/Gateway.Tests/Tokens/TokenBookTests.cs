using System.Security.Cryptography;
using Catalog.Gateway.AuthorizationServers;
using Catalog.Gateway.Tests.Running;
using Catalog.Gateway.Tokens;
using Microsoft.Extensions.Logging.Abstractions;

namespace Catalog.Gateway.Tests.Tokens;

/// <summary>Tokens that were found good once, and what ends that: other keys, another plan, time.</summary>
public sealed class TokenBookTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _clock = new(TimeProvider.System.GetUtcNow());
    private readonly OutgoingCalls _calls = new(TimeProvider.System);
    private AuthorizationServerDouble _server = null!;
    private TokenBook _book = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await AuthorizationServerDouble.StartAsync();
        _book = new TokenBook(_calls, _clock, NullLogger<TokenBook>.Instance);
        _book.Replace(TokenGateway.OAuth(_server.Issuer));
    }

    public async ValueTask DisposeAsync()
    {
        _calls.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Key_ThatGoes_TakesItsTokensAlong_AndItsFollowerIsFound()
    {
        using var next = RSA.Create(2048);
        var old = Token();
        Assert.Equal(200, await StatusAsync(old));
        _server.Keys = [TokenMaker.Of(next, "next")];

        Assert.Equal(401, await StatusAsync(TokenMaker.Good(_server.Issuer, life: TimeSpan.FromHours(2), keyId: "next", key: next)));
        _clock.Advance(TimeSpan.FromSeconds(31));
        Assert.Equal(200, await StatusAsync(TokenMaker.Good(_server.Issuer, life: TimeSpan.FromHours(2), keyId: "next", key: next)));
        Assert.Equal(401, await StatusAsync(old));
    }

    [Fact]
    public async Task KnownToken_OutlivesTheIssuersOutage_AsLongAsItsKeysDo()
    {
        var token = Token(TimeSpan.FromHours(20));
        Assert.Equal(200, await StatusAsync(token));
        _server.IsDown = true;

        _clock.Advance(TimeSpan.FromHours(5));
        Assert.Equal(200, await StatusAsync(token));
        _clock.Advance(TimeSpan.FromHours(2));
        Assert.Equal(503, await StatusAsync(token));
    }

    [Fact]
    public async Task IssuerThatIsDownFromTheStart_IsNoReasonToLetAnybodyIn()
    {
        _server.IsDown = true;
        Assert.Equal(503, await StatusAsync(Token()));
    }

    [Fact]
    public async Task KnownToken_EndsWithItsTime()
    {
        var token = Token(TimeSpan.FromMinutes(1));
        var grant = (await _book.ReadAsync(token, "a", CancellationToken.None)).Grant!.Id;
        Assert.False(_book.IsOver(grant));

        _clock.Advance(TimeSpan.FromMinutes(5));

        Assert.Equal((401, true), (await StatusAsync(token), _book.IsOver(grant)));
    }

    [Fact]
    public async Task TokenThatIsRefused_NamesItsCaller_OnlyWhereItsIssuerSignedIt()
    {
        var token = Token(TimeSpan.FromMinutes(1));
        var grant = (await _book.ReadAsync(token, "a", CancellationToken.None)).Grant!.Id;
        Assert.Equal(grant, (await _book.ReadAsync(token, "b", CancellationToken.None)).Refusal!.Grant);

        _book.Replace(TokenGateway.OAuth(_server.Issuer) with { Denied = [grant] });
        Assert.Equal(grant, (await _book.ReadAsync(token, "a", CancellationToken.None)).Refusal!.Grant);

        // Also of a gateway that never saw it while it was good.
        _book.Replace(TokenGateway.OAuth(_server.Issuer));
        _clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(grant, (await _book.ReadAsync(token, "a", CancellationToken.None)).Refusal!.Grant);

        Assert.Null((await _book.ReadAsync(TokenMaker.Good(_server.Issuer, life: TimeSpan.FromHours(2), key: TokenMaker.Stranger), "a", CancellationToken.None)).Refusal!.Grant);
        Assert.Null((await _book.ReadAsync(token[..^8] + "AAAAAAAA", "a", CancellationToken.None)).Refusal!.Grant);
    }

    [Fact]
    public async Task LaterToken_OfTheSameCaller_KeepsItsGrant()
    {
        var first = (await _book.ReadAsync(Token(TimeSpan.FromMinutes(1)), "a", CancellationToken.None)).Grant!.Id;
        var second = (await _book.ReadAsync(Token(TimeSpan.FromHours(1)), "a", CancellationToken.None)).Grant!.Id;
        _clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal((first, false), (second, _book.IsOver(first)));
    }

    [Fact]
    public async Task NewPlan_IsInForceForTokensThatAreKnown()
    {
        var token = Token();
        var plan = TokenGateway.OAuth(_server.Issuer);
        var grant = (await _book.ReadAsync(token, "a", CancellationToken.None)).Grant!;
        Assert.Equal("a", grant.PolicyFor("a"));

        _book.Replace(plan with { Rules = [new TokenRule { Scopes = ["a:use"], Servers = ["*"], Policy = "open" }] });
        Assert.Equal("open", (await _book.ReadAsync(token, "a", CancellationToken.None)).Grant!.PolicyFor("b"));

        _book.Replace(plan with { Denied = [grant.Id] });
        Assert.Equal((401, true), (await StatusAsync(token), _book.IsOver(grant.Id)));

        _book.Replace(null);
        Assert.Equal((401, true, false), (await StatusAsync(token), _book.IsOver(grant.Id), _book.IsOn));
    }

    [Fact]
    public async Task Grants_DifferByIssuerSubjectAndClient_AndNotByToken()
    {
        var alice = await IdAsync("alice", "client");
        Assert.Equal(alice, await IdAsync("alice", "client"));
        Assert.Equal(4, new HashSet<string> { alice, await IdAsync("alice", "other"), await IdAsync("alic", "eclient"), await IdAsync("bob", "client") }.Count);

        async Task<string> IdAsync(string subject, string client)
        {
            var plan = TokenGateway.OAuth(_server.Issuer);
            _book.Replace(plan with { Issuers = [plan.Issuers[0] with { Clients = [] }] });
            var claims = TokenMaker.Claims(_server.Issuer, "a", subject, "a:use", TimeSpan.FromMinutes(5));
            claims["client_id"] = client;
            var token = TokenMaker.Sign("""{"alg":"RS256","typ":"at+jwt","kid":"rsa"}""", claims.ToJsonString(), "RS256", TokenMaker.Rsa);
            return (await _book.ReadAsync(token, "a", CancellationToken.None)).Grant!.Id;
        }
    }

    private string Token(TimeSpan? life = null) => TokenMaker.Good(_server.Issuer, life: life ?? TimeSpan.FromHours(2));

    private async Task<int> StatusAsync(string token) => (await _book.ReadAsync(token, "a", CancellationToken.None)).Refusal?.Status ?? 200;
}
