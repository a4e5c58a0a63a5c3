using Catalog.Core.Credentials;
using Catalog.Gateway.AuthorizationServers;
using Catalog.Gateway.Credentials;
using Catalog.Gateway.Tests.Running;
using Catalog.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Catalog.Gateway.Tests.Credentials;

/// <summary>Two gateways of one store before an authorization server that takes a refresh token once, and ends everything where one comes twice.</summary>
public sealed class SharedTokensTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private readonly OutgoingCalls _calls = new(TimeProvider.System);
    private readonly ManualResetEventSlim _bothAsked = new();
    private AuthorizationServerDouble _server = null!;
    private ServiceProvider _first = null!;
    private ServiceProvider _second = null!;
    private int _given;
    private int _asking;
    private bool _isOver;

    public async ValueTask InitializeAsync()
    {
        _server = await AuthorizationServerDouble.StartAsync();
        _server.Token = Strict;
        (_first, _second) = (Open(), Open());
        await Vault(_first).SetAsync("a", CredentialNames.RefreshToken, "refresh-0", CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        await _first.DisposeAsync();
        await _second.DisposeAsync();
        await _server.DisposeAsync();
        _calls.Dispose();
        _bothAsked.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task BothAtOnce_ShowTheRefreshTokenOnce_AndShareWhatItGave()
    {
        var tokens = await Task.WhenAll(TokenAsync(Tokens(_first)), TokenAsync(Tokens(_second)));

        Assert.All(tokens, static token => Assert.Equal("token-1", token));
        Assert.Equal("refresh-0", Assert.Single(_server.Forms)["refresh_token"]);
        Assert.Equal("refresh-1", await Vault(_second).FindOrNullAsync("a", CredentialNames.RefreshToken, CancellationToken.None));
    }

    [Fact]
    public async Task TokenThatTheServerRefusedBoth_IsReplacedOnce()
    {
        var (first, second) = (Tokens(_first), Tokens(_second));
        await TokenAsync(first);
        await TokenAsync(second);
        first.Refuse("token-1");
        second.Refuse("token-1");

        Assert.All(await Task.WhenAll(TokenAsync(first), TokenAsync(second)), static token => Assert.Equal("token-2", token));
        Assert.Equal(["refresh-0", "refresh-1"], _server.Forms.Select(static form => form["refresh_token"]));
    }

    [Fact]
    public async Task SharedToken_IsNobodysOnceAPersonSignedInAnew_OrWhereAnotherOneIsWanted()
    {
        await TokenAsync(Tokens(_first));
        Assert.Equal("token-2", await TokenAsync(Tokens(_second, "mail")));
        await Vault(_first).SetAsync("a", CredentialNames.RefreshToken, "refresh-7", CancellationToken.None);
        _given = 7;

        Assert.Equal("token-8", await TokenAsync(Tokens(_second, "mail")));
        await Vault(_first).RemoveAsync("a", CredentialNames.RefreshToken, CancellationToken.None);
        Assert.Null(await TokenAsync(Tokens(_second, "mail")));
    }

    [Fact]
    public async Task SignInWhileOneIsTraded_IsNotOverwritten()
    {
        _server.Token = form =>
        {
#pragma warning disable xUnit1031 // The double's answer is no asynchronous one.
            Vault(_second).SetAsync("a", CredentialNames.RefreshToken, "refresh-of-the-person", CancellationToken.None).Wait(TimeSpan.FromMinutes(1));
#pragma warning restore xUnit1031
            return Strict(form);
        };
        Assert.Equal("token-1", await TokenAsync(Tokens(_first)));
        Assert.Equal("refresh-of-the-person", await Vault(_first).FindOrNullAsync("a", CredentialNames.RefreshToken, CancellationToken.None));
        Assert.Null(await Vault(_first).FindOrNullAsync("a", CredentialNames.AccessToken, CancellationToken.None));
    }

    private static async Task<string?> TokenAsync(UpstreamTokens tokens) => (await tokens.GetAsync(CancellationToken.None)).Token;

    private static ICredentialVault Vault(ServiceProvider services) => services.GetRequiredService<ICredentialVault>();

    private (int, string) Strict(IReadOnlyDictionary<string, string> form)
    {
        // The faster one waits a moment for the other, which must not come.
        if (Interlocked.Increment(ref _asking) > 1)
        {
            _bothAsked.Set();
        }
        else
        {
            _bothAsked.Wait(TimeSpan.FromMilliseconds(300));
        }

        _isOver |= form["refresh_token"] != $"refresh-{_given}";
        Interlocked.Exchange(ref _asking, 0);
        _bothAsked.Reset();
        return _isOver
            ? (400, """{"error":"invalid_grant"}""")
            : (200, $$"""{"access_token":"token-{{++_given}}","token_type":"Bearer","expires_in":3600,"refresh_token":"refresh-{{_given}}"}""");
    }

    private UpstreamTokens Tokens(ServiceProvider services, params string[] scopes)
    {
        var plan = new UpstreamOAuth { Grant = UpstreamGrant.RefreshToken, ClientId = "gateway", TokenAddress = new Uri(_server.Issuer + "/token"), IsPrivate = true, Scopes = scopes };
        var options = new GatewayOptions { ServerId = "a", PolicyFile = "open.json", Upstream = new Uri("https://mcp.example.com/mcp"), OAuth = plan };
        return new UpstreamTokens(options, _calls, TimeProvider.System, NullLogger<UpstreamTokens>.Instance, Vault(services));
    }

    private ServiceProvider Open() => new ServiceCollection().AddGatewayStore(_folder.File("gateway.db")).BuildServiceProvider();
}
