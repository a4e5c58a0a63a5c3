using System.Security.Cryptography;
using Catalog.Gateway.AuthorizationServers;
using Catalog.Gateway.Tests.Running;
using Catalog.Gateway.Tokens;
using Microsoft.Extensions.Logging.Abstractions;

namespace Catalog.Gateway.Tests.Tokens;

/// <summary>Keys of an issuer: found, kept, turned over, and missed while the issuer is down.</summary>
public sealed class KeyRingTests : IAsyncLifetime
{
    private static readonly SignatureAlgorithm Rs256 = SignatureAlgorithm.FindOrNull("RS256")!;

    private readonly FakeTimeProvider _clock = new();
    private readonly OutgoingCalls _calls = new(TimeProvider.System);
    private AuthorizationServerDouble _server = null!;

    public async ValueTask InitializeAsync() => _server = await AuthorizationServerDouble.StartAsync();

    public async ValueTask DisposeAsync()
    {
        _calls.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Keys_AreAskedForOnce_ForManyCallers_UntilTheyAreOld()
    {
        _server.CacheControl = "max-age=120";
        var ring = Ring();
        var all = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => ring.CurrentAsync(CancellationToken.None).AsTask()));

        Assert.All(all, Assert.NotNull);
        Assert.Equal(1, _server.Count("/jwks"));
        _clock.Advance(TimeSpan.FromSeconds(119));
        await ring.CurrentAsync(CancellationToken.None);
        Assert.Equal(1, _server.Count("/jwks"));
        _clock.Advance(TimeSpan.FromSeconds(2));
        await ring.CurrentAsync(CancellationToken.None);
        Assert.Equal(2, _server.Count("/jwks"));
    }

    [Theory]
    [InlineData("max-age=0", 29, 1)]
    [InlineData("no-store", 31, 2)]
    [InlineData("max-age=99999999", 3599, 1)]
    [InlineData("max-age=99999999", 3601, 2)]
    [InlineData(null, 601, 2)]
    public async Task Age_IsBounded(string? cacheControl, int seconds, int asked)
    {
        _server.CacheControl = cacheControl;
        var ring = Ring();
        await ring.CurrentAsync(CancellationToken.None);
        _clock.Advance(TimeSpan.FromSeconds(seconds));
        await ring.CurrentAsync(CancellationToken.None);
        Assert.Equal(asked, _server.Count("/jwks"));
    }

    [Fact]
    public async Task UnknownKey_IsLookedForAgain_ButNotByEveryToken()
    {
        using var next = RSA.Create(2048);
        var ring = Ring();
        var keys = await ring.CurrentAsync(CancellationToken.None);
        _server.Keys = [TokenMaker.Of(next, "next")];
        for (var i = 0; i < 20; i++)
        {
            Assert.Null((await ring.LookAgainAsync(keys!, CancellationToken.None))!.FindOrNull("next", Rs256));
        }

        Assert.Equal(1, _server.Count("/jwks"));
        _clock.Advance(TimeSpan.FromSeconds(31));
        var turned = await ring.LookAgainAsync(keys!, CancellationToken.None);
        Assert.NotNull(turned!.FindOrNull("next", Rs256));
        Assert.Null(turned.FindOrNull("rsa", Rs256));
        Assert.NotEqual(keys!.Version, turned.Version);
    }

    [Fact]
    public async Task Outage_KeepsKeysForATime_AndNoLonger()
    {
        var ring = Ring(new TokenIssuer { Name = "corp", Issuer = _server.Issuer, IsPrivate = true, KeepKeys = TimeSpan.FromHours(1) });
        var keys = await ring.CurrentAsync(CancellationToken.None);
        _server.IsDown = true;

        _clock.Advance(TimeSpan.FromMinutes(30));
        Assert.Same(keys, await ring.CurrentAsync(CancellationToken.None));
        var asked = _server.Asked.Count;
        Assert.Same(keys, await ring.CurrentAsync(CancellationToken.None));
        Assert.Equal(asked, _server.Asked.Count);
        _clock.Advance(TimeSpan.FromMinutes(45));
        Assert.Null(await ring.CurrentAsync(CancellationToken.None));
        _server.IsDown = false;
        _clock.Advance(TimeSpan.FromSeconds(31));
        Assert.NotNull(await ring.CurrentAsync(CancellationToken.None));
    }

    [Fact]
    public async Task SilentIssuer_HoldsUpNobodyForLong()
    {
        var ring = Ring();
        var known = await ring.CurrentAsync(CancellationToken.None);
        var silence = new TaskCompletionSource();
        _server.Silence = silence.Task;
        _clock.Advance(TimeSpan.FromMinutes(11));

        var waits = ring.CurrentAsync(CancellationToken.None);
        Assert.False(waits.IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Same(known, await waits.AsTask().WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken));
        var next = ring.CurrentAsync(CancellationToken.None);
        Assert.True(next.IsCompleted);
        Assert.Same(known, await next);

        silence.SetResult();
    }

    [Fact]
    public async Task Outage_AtTheStart_GivesNoKeys_AndAsksSeldom()
    {
        _server.IsDown = true;
        var ring = Ring();
        Assert.Null(await ring.CurrentAsync(CancellationToken.None));
        var asked = _server.Asked.Count;
        Assert.Null(await ring.CurrentAsync(CancellationToken.None));
        Assert.Equal(asked, _server.Asked.Count);
    }

    [Fact]
    public async Task Metadata_OfAnotherIssuer_IsNotBelieved()
    {
        _server.ClaimedIssuer = _server.Issuer + "/";
        Assert.Null(await Ring().CurrentAsync(CancellationToken.None));
        Assert.Equal(0, _server.Count("/jwks"));
    }

    [Fact]
    public async Task Metadata_IsFound_WhereOnlyOpenIdConnectHasIt()
    {
        _server.KnowsOpenIdOnly = true;
        Assert.NotNull(await Ring().CurrentAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Redirection_IsNotFollowed()
    {
        Assert.Null(await Ring(new TokenIssuer { Name = "corp", Issuer = _server.Issuer, IsPrivate = true, KeysAddress = new Uri(_server.Issuer + "/moved") }).CurrentAsync(CancellationToken.None));
        Assert.Equal(0, _server.Count("/jwks"));
    }

    [Theory]
    [InlineData("https://localhost:1/")]
    [InlineData("https://127.0.0.1:1/")]
    [InlineData("https://[::1]:1/")]
    [InlineData("https://[::ffff:10.0.0.1]:1/")]
    [InlineData("https://169.254.169.254/")]
    [InlineData("https://0x7f000001/")]
    public async Task PrivateAddress_IsAskedOnlyWhereTheIssuerIsPrivate(string address)
    {
        var reply = await _calls.GetAsync(new Uri(address), isPrivate: false, CancellationToken.None);
        Assert.Contains("private address", reply.Failure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PlainHttp_IsNeverAskedInPublic()
    {
        Assert.Contains("https", (await _calls.GetAsync(new Uri(_server.Issuer), isPrivate: false, CancellationToken.None)).Failure, StringComparison.Ordinal);
        Assert.Contains("https", (await _calls.GetAsync(new Uri("http://8.8.8.8/"), isPrivate: true, CancellationToken.None)).Failure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task KeysOfAFile_AreReadAgain()
    {
        using var folder = new TemporaryFolder();
        var file = folder.File("keys.json");
        var ring = Ring(new TokenIssuer { Name = "corp", Issuer = "https://login.example.com", KeysFile = file });
        Assert.Null(await ring.CurrentAsync(CancellationToken.None));

        await File.WriteAllTextAsync(file, $$"""{"keys":[{{TokenMaker.Of(TokenMaker.Rsa, "rsa").ToJsonString()}}]}""", TestContext.Current.CancellationToken);
        _clock.Advance(TimeSpan.FromSeconds(11));
        Assert.NotNull((await ring.CurrentAsync(CancellationToken.None))!.FindOrNull("rsa", Rs256));
    }

    private KeyRing Ring(TokenIssuer? issuer = null) =>
        new(issuer ?? new TokenIssuer { Name = "corp", Issuer = _server.Issuer, IsPrivate = true }, _calls, _clock, NullLogger.Instance);
}
