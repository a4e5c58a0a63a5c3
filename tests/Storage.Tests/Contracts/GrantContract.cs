using Catalog.Core.Grants;

namespace Catalog.Storage.Tests.Contracts;

public abstract class GrantContract : GatewayContract
{
    [Fact]
    public async Task Add_Grant_IsFoundByItsTokenAlone()
    {
        var grant = Grant("g1", "AB");

        Assert.True(await Grants.TryAddAsync(grant, None));

        Assert.Equal(Samples.Json(grant with { TokenHash = "ab" }), Samples.Json(await Grants.FindByTokenHashOrNullAsync("aB", None)));
        Assert.Null(await Grants.FindByTokenHashOrNullAsync("a", None));
        Assert.Null(await Grants.FindByTokenHashOrNullAsync("", None));
    }

    [Fact]
    public async Task Add_TakenIdOrToken_IsRefusedAndTheFirstStays()
    {
        await Grants.TryAddAsync(Grant("g1", "aa"), None);

        Assert.False(await Grants.TryAddAsync(Grant("g1", "bb") with { Label = "other" }, None));
        Assert.False(await Grants.TryAddAsync(Grant("g2", "AA"), None));
        Assert.Equal("Grant g1", Assert.Single(await Grants.ListAsync(None)).Label);
    }

    [Fact]
    public async Task Add_GrantsWithoutToken_AreNotFoundByAny()
    {
        Assert.True(await Grants.TryAddAsync(Grant("anonymous", null), None));
        Assert.True(await Grants.TryAddAsync(Grant("second", null), None));
        Assert.Equal(["second", "anonymous"], (await Grants.ListAsync(None)).Select(grant => grant.Id));
    }

    [Fact]
    public async Task Revoke_LiveGrant_IsSeenAtOnceAndOnce()
    {
        await Grants.TryAddAsync(Grant("g1", "aa"), None);

        Assert.True(await Grants.TryRevokeAsync("g1", None));

        Assert.Equal(Time.GetUtcNow(), (await Grants.FindByTokenHashOrNullAsync("aa", None))!.RevokedAt);
        Assert.False(await Grants.TryRevokeAsync("g1", None));
        Assert.False(await Grants.TryRevokeAsync("nobody", None));
    }

    [Fact]
    public async Task Revoke_ExpiredGrant_IsNoLiveOne()
    {
        await Grants.TryAddAsync(Grant("g1", "aa") with { ExpiresAt = Time.GetUtcNow() }, None);

        Assert.False(await Grants.TryRevokeAsync("g1", None));
    }

    [Fact]
    public async Task Rotate_LiveGrant_IsFoundByBothTokens_AndTheOneBeforeIsGone()
    {
        await Grants.TryAddAsync(Grant("g1", "aa"), None);
        var until = Time.GetUtcNow().AddHours(24);

        Assert.True(await Grants.TryRotateAsync("g1", "BB", until, None));

        var byOld = await Grants.FindByTokenHashOrNullAsync("aa", None);
        Assert.Equal(("bb", "aa", until), (byOld!.TokenHash, byOld.PreviousTokenHash, byOld.PreviousUntil));
        Assert.Equal("g1", (await Grants.FindByTokenHashOrNullAsync("bb", None))!.Id);
        Assert.True(await Grants.TryRotateAsync("g1", "cc", until, None));
        Assert.Null(await Grants.FindByTokenHashOrNullAsync("aa", None));
        Assert.Equal("g1", (await Grants.FindByTokenHashOrNullAsync("bb", None))!.Id);
    }

    [Fact]
    public async Task Rotate_OverOrTaken_IsRefused()
    {
        await Grants.TryAddAsync(Grant("g1", "aa"), None);
        await Grants.TryAddAsync(Grant("g2", "bb"), None);
        await Grants.TryAddAsync(Grant("late", "dd") with { ExpiresAt = Time.GetUtcNow() }, None);
        await Grants.TryAddAsync(Grant("anonymous", null), None);
        var until = Time.GetUtcNow().AddHours(1);

        Assert.False(await Grants.TryRotateAsync("g1", "bb", until, None));
        Assert.False(await Grants.TryRotateAsync("nobody", "ee", until, None));
        Assert.False(await Grants.TryRotateAsync("late", "ee", until, None));
        Assert.False(await Grants.TryRotateAsync("anonymous", "ee", until, None));
        await Grants.TryRevokeAsync("g1", None);
        Assert.False(await Grants.TryRotateAsync("g1", "ee", until, None));
    }

    [Fact]
    public async Task Add_PoliciesOfServers_AreKept()
    {
        await Grants.TryAddAsync(Grant("g1", "aa") with { Policies = new Dictionary<string, string> { ["files"] = "strict" } }, None);

        var grant = await Grants.FindByTokenHashOrNullAsync("aa", None);

        Assert.Equal("strict", grant!.PolicyFor("files"));
        Assert.Equal(grant.Policy, grant.PolicyFor("other"));
    }

    [Fact]
    public async Task Limits_AreKept_EachForItself_AndByARotationAndARestart()
    {
        var all = new GrantLimits { RequestsPerMinute = 60, ConcurrentCalls = 4, SessionsPerHour = 1_000_000, Timeout = TimeSpan.FromSeconds(90) };
        GrantLimits?[] limits = [all, new() { RequestsPerMinute = 1 }, new() { ConcurrentCalls = 2 }, new() { SessionsPerHour = 3 }, new() { Timeout = TimeSpan.FromDays(1) }, null];
        for (var i = 0; i < limits.Length; i++)
        {
            await Grants.TryAddAsync(Grant($"g{i}", $"a{i}") with { Limits = limits[i] }, None);
        }

        Assert.True(await Grants.TryRotateAsync("g0", "new", Time.GetUtcNow(), None));
        await Grants.TouchAsync("g0", None);
        await RestartAsync();

        Assert.Equal(all, (await Grants.FindByTokenHashOrNullAsync("new", None))!.Limits);
        Assert.Equal(limits.Reverse(), (await Grants.ListAsync(None)).Select(static grant => grant.Limits));
    }

    [Fact]
    public async Task Touch_Use_IsNotedAtMostAMinuteLate()
    {
        await Grants.TryAddAsync(Grant("g1", "aa"), None);
        var first = Time.GetUtcNow();
        await Grants.TouchAsync("g1", None);
        Time.Advance(TimeSpan.FromSeconds(59));
        await Grants.TouchAsync("g1", None);
        Assert.Equal(first, (await Grants.FindByTokenHashOrNullAsync("aa", None))!.LastUsedAt);
        Time.Advance(TimeSpan.FromSeconds(1));

        await Grants.TouchAsync("g1", None);

        Assert.Equal(Time.GetUtcNow(), (await Grants.FindByTokenHashOrNullAsync("aa", None))!.LastUsedAt);
    }

    private Grant Grant(string id, string? hash) =>
        new() { Id = id, Label = $"Grant {id}", TokenHash = hash, Servers = ["files", "*"], Policy = "strict", Holder = "ann", CreatedAt = Time.GetUtcNow() };
}
