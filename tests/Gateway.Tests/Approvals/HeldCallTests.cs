using System.Security.Cryptography;
using System.Text;
using Catalog.Core.Approvals;
using Catalog.Core.Decisions;
using Catalog.Core.Grants;
using Catalog.Gateway.Aggregation;
using Catalog.Gateway.Tests.Running;

namespace Catalog.Gateway.Tests.Approvals;

/// <summary>Calls that are held over HTTP, and whose client or grant is gone before anybody decided.</summary>
public sealed class HeldCallTests : IAsyncLifetime
{
    private const string Policy = """{"version":"1","default":"allow","tools":{"echo":{"approval":{"message":"Really"}}}}""";

    private McpServerDouble _server = null!;
    private HttpGateway _gateway = null!;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "one upstream of these tests is a shell script");
        _server = await McpServerDouble.StartAsync($"[{McpServerDouble.Tool("echo")}]");
        _gateway = await HttpGateway.StartAsync(folder =>
        {
            var plan = AggregatePlans.Of(
                folder,
                new AggregatePlan { Patience = TimeSpan.FromSeconds(10) },
                TimeSpan.FromMinutes(5),
                ("a", _server.Address, [], Policy),
                ("lines", null, ["/bin/sh", Cases.PathOf("Upstreams", "upstream.sh"), folder.File("received")], Policy));
            return plan with { Listeners = [plan.Listeners[0] with { RequireGrant = true }] };
        });
        await _gateway.Grants.TryAddAsync(
            new Grant { Id = "g", Label = "g", TokenHash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes("good"))), Servers = ["*"], Policy = "a", CreatedAt = DateTimeOffset.UnixEpoch }, CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        if (_gateway is not null)
        {
            await _gateway.DisposeAsync();
            await _server.DisposeAsync();
        }
    }

    [Theory]
    [InlineData("/mcp/a", "echo")]
    [InlineData("/mcp/lines", "echo")]
    [InlineData("/mcp", "a__echo")]
    public async Task CancelledCall_EndsAtOnce_AndIsNotMadeWhenItIsApproved(string path, string tool)
    {
        var session = await OpenAsync(path);
        using var response = await HoldAsync(path, tool, session);
        using var events = new StreamReader(await response.Content.ReadAsStreamAsync());
        Assert.Equal("notifications/progress", (await events.NextMessageAsync()).GetProperty("method").GetString());
        var waiting = Assert.Single(await _gateway.Approvals.ListAsync(pendingOnly: true, CancellationToken.None));

        // Only the session's own calls can be withdrawn.
        var others = await OpenAsync(path);
        Assert.Equal(202, (await CancelAsync(path, others)).Status);
        Assert.Equal("notifications/progress", (await events.NextMessageAsync()).GetProperty("method").GetString());
        Assert.Equal(202, (await CancelAsync(path, session)).Status);
        var last = await events.NextMessageAsync();
        while (last.TryGetProperty("method", out _))
        {
            last = await events.NextMessageAsync();
        }

        Assert.Contains("cancelled", last.GetProperty("error").GetProperty("message").GetString(), StringComparison.Ordinal);
        await _gateway.Approvals.DecideOrNullAsync(waiting.Id, approve: true, "ann", CancellationToken.None);
        Assert.Equal(200, (await _gateway.PostToAsync(path, """{"jsonrpc":"2.0","id":9,"method":"ping"}""", session)).Status);
        Assert.Equal(ApprovalState.Approved, (await _gateway.Approvals.FindOrNullAsync(waiting.Id, CancellationToken.None))!.State);
        AssertNotCalled();
        Assert.Contains(await _gateway.DecisionsAsync(), static e => e is { Tool: "echo", Decision: DecisionKind.Refuse, Rule: "(caller left)" });
    }

    [Theory]
    [InlineData("/mcp/a", "echo")]
    [InlineData("/mcp/lines", "echo")]
    [InlineData("/mcp", "a__echo")]
    public async Task RevokedGrant_EndsWhatIsHeld_AndAnApprovalBringsNothingBack(string path, string tool)
    {
        var session = await OpenAsync(path);
        using var response = await HoldAsync(path, tool, session);
        using var events = new StreamReader(await response.Content.ReadAsStreamAsync());
        await events.NextMessageAsync();
        var waiting = Assert.Single(await _gateway.Approvals.ListAsync(pendingOnly: true, CancellationToken.None));
        Assert.True(await _gateway.Grants.TryRevokeAsync("g", CancellationToken.None));
        await Assert.ThrowsAnyAsync<Exception>(async () =>
        {
            while (true)
            {
                await events.NextMessageAsync();
            }
        });

        await _gateway.Approvals.DecideOrNullAsync(waiting.Id, approve: true, "ann", CancellationToken.None);
        Assert.Equal(401, (await _gateway.PostToAsync(path, """{"jsonrpc":"2.0","id":9,"method":"ping"}""", session)).Status);
        await _gateway.DecisionsAsync(static e => e is { Tool: "echo", Rule: "(caller left)" });
        AssertNotCalled();
        Assert.Equal(ApprovalState.Approved, (await _gateway.Approvals.FindOrNullAsync(waiting.Id, CancellationToken.None))!.State);
    }

    private void AssertNotCalled()
    {
        Assert.DoesNotContain(_server.Bodies, static b => b.Contains("tools/call", StringComparison.Ordinal));
        Assert.DoesNotContain(_gateway.Received, static b => b.Contains("tools/call", StringComparison.Ordinal));
    }

    private Task<HttpResponseMessage> HoldAsync(string path, string tool, (string, string)[] session) =>
        _gateway.OpenAsync(path, $$"""{"jsonrpc":"2.0","id":5,"method":"tools/call","params":{"name":"{{tool}}","_meta":{"progressToken":"p"} } }""", session);

    private Task<HttpGateway.Reply> CancelAsync(string path, (string, string)[] session) =>
        _gateway.PostToAsync(path, """{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":5}}""", session);

    private async Task<(string, string)[]> OpenAsync(string path)
    {
        var hello = await _gateway.PostToAsync(path, """{"jsonrpc":"2.0","id":"i","method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{},"clientInfo":{"name":"t","version":"1"}}}""", ("Authorization", "Bearer good"));
        return [("Mcp-Session-Id", hello.Headers["Mcp-Session-Id"]), ("Authorization", "Bearer good")];
    }
}
