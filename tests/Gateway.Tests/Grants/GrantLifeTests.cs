using System.Security.Cryptography;
using System.Text;
using Catalog.Core.Grants;
using Catalog.Gateway.Grants;
using Catalog.Gateway.Tests.Running;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Catalog.Gateway.Tests.Grants;

/// <summary>What becomes of a grant's tokens, sessions and streams when it is rotated, runs out or is revoked.</summary>
public sealed class GrantLifeTests : IAsyncLifetime
{
    private const string AllowAll = """{"version":"1","default":"allow"}""";
    private const string Ping = """{"jsonrpc":"2.0","id":1,"method":"ping"}""";
    private const string Initialize = """{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{},"clientInfo":{"name":"t","version":"1"}}}""";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private HttpUpstreamDouble _upstream = null!;
    private HttpGateway _gateway = null!;

    public async ValueTask InitializeAsync()
    {
        _upstream = await HttpUpstreamDouble.StartAsync();
        _gateway = await HttpGateway.StartAsync(AllowAll, _upstream.Address, requireGrant: true);
        await _gateway.Grants.TryAddAsync(
            new Grant { Id = "g", Label = "g", TokenHash = Hash("first"), Servers = ["double"], Policy = "demo", CreatedAt = DateTimeOffset.UnixEpoch }, CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await _upstream.DisposeAsync();
    }

    [Fact]
    public async Task Rotation_KeepsTheTokenBefore_ForTheOverlapAlone()
    {
        await _gateway.Grants.TryRotateAsync("g", Hash("second"), TimeProvider.System.GetUtcNow().AddHours(1), CancellationToken.None);
        Assert.Equal((200, 200), (await StatusAsync("first"), await StatusAsync("second")));

        await _gateway.Grants.TryRotateAsync("g", Hash("third"), TimeProvider.System.GetUtcNow().AddSeconds(-1), CancellationToken.None);
        Assert.Equal((401, 401, 200), (await StatusAsync("first"), await StatusAsync("second"), await StatusAsync("third")));
    }

    [Fact]
    public async Task TokenThatIsGoodNoMore_IsAnsweredAsAnUnknownOne_AndTheLogNamesItsGrant()
    {
        await _gateway.Grants.TryAddAsync(MadeGrants.Of("late", ["double"]) with { ExpiresAt = DateTimeOffset.UnixEpoch.AddDays(1) }, CancellationToken.None);
        await _gateway.Grants.TryRotateAsync("g", Hash("second"), TimeProvider.System.GetUtcNow().AddSeconds(-1), CancellationToken.None);
        var replies = new List<HttpGateway.Reply> { await _gateway.PostAsync(Ping, Bearer("unknown")), await _gateway.PostAsync(Ping, Bearer("late")), await _gateway.PostAsync(Ping, Bearer("first")) };
        await _gateway.Grants.TryRevokeAsync("g", CancellationToken.None);
        replies.Add(await _gateway.PostAsync(Ping, Bearer("second")));

        Assert.All(replies, reply => Assert.Equal((401, replies[0].Body, "Bearer"), (reply.Status, reply.Body, reply.Headers["WWW-Authenticate"])));
        Assert.Empty(_upstream.Requests);
        var entries = await _gateway.DecisionsAsync();
        Assert.All(entries, static entry => Assert.Equal("(no grant)", entry.Rule));
        Assert.Equal([null, "late", "g", "g"], entries.Select(static entry => entry.Grant));
    }

    [Fact]
    public async Task Revocation_EndsSessionsAndStreams()
    {
        var opened = new TaskCompletionSource();
        _upstream.Answer = async (context, body) =>
        {
            context.Response.Headers["Mcp-Session-Id"] = "upstreams-own";
            if (context.Request.Method == "GET")
            {
                context.Response.ContentType = "text/event-stream";
                await context.Response.WriteAsync(": here\n\n", context.RequestAborted);
                await context.Response.Body.FlushAsync(context.RequestAborted);
                opened.TrySetResult();
                await Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted).ContinueWith(static _ => { }, TaskScheduler.Default);
                return;
            }

            await HttpUpstreamDouble.JsonAsync(context, HttpUpstreamDouble.Result(body, """{"protocolVersion":"2025-11-25","capabilities":{}}"""));
        };
        var session = (await _gateway.PostAsync(Initialize, Bearer("first"))).Headers["Mcp-Session-Id"];
        var stream = _gateway.GetAsync("/mcp", ("Accept", "text/event-stream"), Bearer("first"), ("Mcp-Session-Id", session));
        await opened.Task.WaitAsync(Patience, TestContext.Current.CancellationToken);
        var leash = _gateway.Services.GetRequiredService<GrantLeash>();
        Assert.Contains(leash.Held, static held => held.Grant == "g");

        await _gateway.Grants.TryRevokeAsync("g", CancellationToken.None);

        // The watch looks by itself; nothing else is asked meanwhile.
        await Assert.ThrowsAnyAsync<Exception>(() => stream.WaitAsync(Patience));
        Assert.Equal(401, await StatusAsync("first"));
        Assert.DoesNotContain(leash.Held, static held => held.Grant == "g");
    }

    [Fact]
    public async Task Rotation_EndsWhatTheTokenBeforeHoldsOpen_AndNothingElse()
    {
        var opened = new SemaphoreSlim(0);
        _upstream.Answer = async (context, body) =>
        {
            context.Response.Headers["Mcp-Session-Id"] = Guid.NewGuid().ToString("N");
            if (context.Request.Method != "GET")
            {
                await HttpUpstreamDouble.JsonAsync(context, HttpUpstreamDouble.Result(body, """{"protocolVersion":"2025-11-25","capabilities":{}}"""));
                return;
            }

            context.Response.ContentType = "text/event-stream";
            await context.Response.WriteAsync(": here\n\n", context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
            opened.Release();
            await Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted).ContinueWith(static _ => { }, TaskScheduler.Default);
        };
        var old = await OpenAsync("first");
        await _gateway.Grants.TryRotateAsync("g", Hash("second"), TimeProvider.System.GetUtcNow().AddHours(1), CancellationToken.None);
        var fresh = await OpenAsync("second");
        var watch = _gateway.Services.GetServices<IHostedService>().OfType<GrantWatch>().Single();
        await watch.LookAsync(CancellationToken.None);
        Assert.False(old.IsCompleted);

        // Stolen, say: the one before is good for nothing from now on.
        await _gateway.Grants.TryRotateAsync("g", Hash("third"), TimeProvider.System.GetUtcNow().AddHours(1), CancellationToken.None);
        await Assert.ThrowsAnyAsync<Exception>(() => old.WaitAsync(Patience));
        await watch.LookAsync(CancellationToken.None);
        Assert.False(fresh.IsCompleted);
        await _gateway.Grants.TryRevokeAsync("g", CancellationToken.None);
        await Assert.ThrowsAnyAsync<Exception>(() => fresh.WaitAsync(Patience));

        async Task<Task<HttpGateway.Reply>> OpenAsync(string token)
        {
            var session = (await _gateway.PostAsync(Initialize, Bearer(token))).Headers["Mcp-Session-Id"];
            var stream = _gateway.GetAsync("/mcp", ("Accept", "text/event-stream"), Bearer(token), ("Mcp-Session-Id", session));
            await opened.WaitAsync(Patience, TestContext.Current.CancellationToken);
            return stream;
        }
    }

    [Fact]
    public void Leash_HeldAfterItWasPulled_IsHeldAnew()
    {
        var leash = new GrantLeash();
        var ended = new List<int>();
        using var first = leash.Hold(new GrantHold("g"), _ => ended.Add(1), null);
        using (leash.Hold(new GrantHold("g"), _ => ended.Add(2), null))
        {
            // Let go before the leash is pulled.
        }

        using var other = leash.Hold(new GrantHold("h"), _ => ended.Add(3), null);
        leash.Pull("g");
        Assert.Equal([1], ended);

        using var later = leash.Hold(new GrantHold("g", "token"), _ => ended.Add(4), null);
        Assert.Equal([1], ended);
        leash.Pull("g");
        Assert.Equal([1, 4], ended);
    }

    private static string Hash(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    private static (string Name, string Value) Bearer(string token) => ("Authorization", $"Bearer {token}");

    private async Task<int> StatusAsync(string token) => (await _gateway.PostAsync(Ping, Bearer(token))).Status;
}
