using Catalog.Core.Catalogs;
using Catalog.Core.Credentials;
using Catalog.Gateway.AuthorizationServers;
using Catalog.Gateway.Credentials;
using Catalog.Gateway.Tests.Running;
using Microsoft.Extensions.Logging.Abstractions;

namespace Catalog.Gateway.Tests.Credentials;

/// <summary>The token of an upstream through its life: replaced before it ends, and used to its end where it cannot be replaced.</summary>
public sealed class TokenLifeTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _clock = new();
    private readonly OutgoingCalls _calls = new(TimeProvider.System);
    private readonly Vault _vault = new();
    private AuthorizationServerDouble _server = null!;
    private int _given;

    public async ValueTask InitializeAsync()
    {
        _server = await AuthorizationServerDouble.StartAsync();
        _server.Token = Rotate;
    }

    public async ValueTask DisposeAsync()
    {
        _calls.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task TokenThatEndsSoon_IsReplaced_AndNobodyWaitsForIt()
    {
        var tokens = Tokens();
        Assert.Equal("token-1", await TokenAsync(tokens));
        _clock.Advance(TimeSpan.FromSeconds(3539));
        Assert.Equal("token-1", await TokenAsync(tokens));
        Assert.Single(_server.Forms);

        var open = new TaskCompletionSource();
        _server.Token = form =>
        {
            open.Task.Wait(TimeSpan.FromMinutes(1));
            return Rotate(form);
        };
        _clock.Advance(TimeSpan.FromSeconds(2));
        Assert.All(await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => TokenAsync(tokens))), static token => Assert.Equal("token-1", token));
        open.SetResult();

        await UntilAsync(async () => await TokenAsync(tokens) == "token-2");
        Assert.Equal(2, _server.Forms.Count);
    }

    [Fact]
    public async Task TokenThatCannotBeReplaced_IsUsedUntilItEnds_AndNoLonger()
    {
        var tokens = Tokens();
        Assert.Equal("token-1", await TokenAsync(tokens));
        _server.Token = static _ => (503, "");
        _clock.Advance(TimeSpan.FromSeconds(3550));
        Assert.Equal("token-1", await TokenAsync(tokens));
        await UntilAsync(() => Task.FromResult(_server.Forms.Count == 2));
        Assert.Equal("token-1", await TokenAsync(tokens));

        _clock.Advance(TimeSpan.FromSeconds(46));
        Assert.Contains("it answered with status 503", (await tokens.GetAsync(CancellationToken.None)).Failure, StringComparison.Ordinal);
        _server.Token = Rotate;
        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal("token-2", await TokenAsync(tokens));
    }

    [Fact]
    public async Task FollowerThatCannotBeStored_IsShownNextTime_AndStoredThen()
    {
        var tokens = Tokens();
        _vault.IsFull = true;
        Assert.Equal("token-1", await TokenAsync(tokens));
        Assert.Equal("refresh-0", _vault.Secrets[CredentialNames.RefreshToken]);

        _clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal("token-2", await TokenAsync(tokens));
        _vault.IsFull = false;
        _clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal("token-3", await TokenAsync(tokens));

        Assert.Equal(["refresh-0", "refresh-1", "refresh-2"], _server.Forms.Select(static form => form["refresh_token"]));
        Assert.Equal("refresh-3", _vault.Secrets[CredentialNames.RefreshToken]);
    }

    [Fact]
    public async Task SignInAnew_ReplacesAFollowerThatWasNotStored()
    {
        var tokens = Tokens();
        _vault.IsFull = true;
        await TokenAsync(tokens);
        _vault.Secrets[CredentialNames.RefreshToken] = "refresh-7";
        (_vault.IsFull, _given) = (false, 7);
        _clock.Advance(TimeSpan.FromHours(1));

        Assert.Equal("token-8", await TokenAsync(tokens));
        Assert.Equal(["refresh-0", "refresh-7"], _server.Forms.Select(static form => form["refresh_token"]));
    }

    [Fact]
    public async Task RefusalOfLongAgo_DoesNotCountAgainstANewToken()
    {
        var tokens = Tokens();
        tokens.Refuse((await TokenAsync(tokens))!);
        Assert.Equal("token-2", await TokenAsync(tokens));
        _clock.Advance(TimeSpan.FromHours(1));
        tokens.Refuse((await TokenAsync(tokens))!);
        Assert.Equal("token-4", await TokenAsync(tokens));

        tokens.Refuse("token-4");
        Assert.Contains("it refuses the tokens", (await tokens.GetAsync(CancellationToken.None)).Failure, StringComparison.Ordinal);
    }

    /// <summary>Takes each refresh token once, as servers do that rotate them.</summary>
    private (int, string) Rotate(IReadOnlyDictionary<string, string> form) => form["refresh_token"] == $"refresh-{_given}"
        ? (200, $$"""{"access_token":"token-{{++_given}}","token_type":"Bearer","expires_in":3600,"refresh_token":"refresh-{{_given}}"}""")
        : (400, """{"error":"invalid_grant"}""");

    private static async Task<string?> TokenAsync(UpstreamTokens tokens) => (await tokens.GetAsync(CancellationToken.None)).Token;

    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!await condition())
        {
            await timer.WaitForNextTickAsync(limit.Token);
        }
    }

    private UpstreamTokens Tokens()
    {
        var plan = new UpstreamOAuth { Grant = UpstreamGrant.RefreshToken, ClientId = "gateway", TokenAddress = new Uri(_server.Issuer + "/token"), IsPrivate = true };
        var options = new GatewayOptions { ServerId = "a", PolicyFile = "open.json", Upstream = new Uri("https://mcp.example.com/mcp"), OAuth = plan };
        return new UpstreamTokens(options, _calls, _clock, NullLogger<UpstreamTokens>.Instance, _vault);
    }

    /// <summary>A store of secrets whose disk may be full.</summary>
    private sealed class Vault : ICredentialVault
    {
        public Dictionary<string, string> Secrets { get; } = new(StringComparer.Ordinal) { [CredentialNames.RefreshToken] = "refresh-0" };

        public bool IsFull { get; set; }

        public Task<string?> FindOrNullAsync(string server, string name, CancellationToken cancellationToken) => Task.FromResult(Secrets.GetValueOrDefault(name));

        public Task SetAsync(string server, string name, string secret, CancellationToken cancellationToken)
        {
            if (IsFull)
            {
                throw new StoreException("the disk is full: make room");
            }

            Secrets[name] = secret;
            return Task.CompletedTask;
        }

        public Task<IDisposable?> HoldOrNullAsync(string server, CancellationToken cancellationToken) => Task.FromResult<IDisposable?>(new MemoryStream());

        public Task<IReadOnlyList<StoredCredential>> ListAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<int> RemoveAsync(string server, string? name, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<int> RotateKeyAsync(CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
