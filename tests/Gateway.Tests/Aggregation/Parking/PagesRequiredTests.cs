using System.Text.Json;
using Catalog.Gateway.Aggregation;
using Catalog.Gateway.Tests.Running;

namespace Catalog.Gateway.Tests.Aggregation.Parking;

/// <summary>The error -32042 of a server of the legacy era, to a client of the modern one.</summary>
public sealed class PagesRequiredTests : IAsyncLifetime
{
    private const string Able = """{"elicitation":{"url":{}}}""";
    private const string Once = """{"version":"1","default":"allow","all_tools":{"limits":[{"counter":"c","window":"month","max":1,"scope":"grant"}]}}""";

    private McpServerDouble _server = null!;
    private string _data = """{"elicitations":[{"mode":"url","elicitationId":"e1","url":"https://login.example.com/a?b=\u00e9","message":"Sign in"}]}""";
    private bool _isOpened;

    public async ValueTask InitializeAsync()
    {
        _server = await McpServerDouble.StartAsync($"[{McpServerDouble.Tool("echo")}]");
        _server.Instead = async (context, message) =>
        {
            if (_isOpened || !message.TryGetProperty("method", out var method) || method.GetString() != "tools/call")
            {
                return false;
            }

            await HttpUpstreamDouble.JsonAsync(context, $$$"""{"jsonrpc":"2.0","id":{{{message.GetProperty("id").GetRawText()}}},"error":{"code":-32042,"message":"Open it","data":{{{_data}}}}}""");
            return true;
        };
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Error_BecomesAQuestion_AndTheRetryIsTheCallAgain_DrawingOnce()
    {
        await using var gateway = await StartAsync(Once);
        var client = new ModernClient(gateway, "/mcp/s", Able);
        var asked = await client.CallAsync("echo", "{}");
        var result = asked.GetProperty("result");
        Assert.Equal("input_required", result.GetProperty("resultType").GetString());
        var page = Assert.Single(result.GetProperty("inputRequests").EnumerateObject());
        Assert.Equal("elicitation/create", page.Value.GetProperty("method").GetString());
        Assert.Equal("""{"mode":"url","url":"https://login.example.com/a?b=é","message":"Sign in"}""", page.Value.GetProperty("params").GetRawText());

        // Not done yet: the server says so again, by the same way.
        var again = await client.RetryAsync(asked, "echo", "{}", $$$"""{"{{{page.Name}}}":{"action":"accept"}}""");
        Assert.Equal("input_required", again.GetProperty("result").GetProperty("resultType").GetString());
        _isOpened = true;
        var answer = await client.RetryAsync(again, "echo", "{}", $$$"""{"{{{page.Name}}}":{"action":"accept"}}""");
        Assert.Equal("done", ModernClient.TextOf(answer));
        Assert.Equal("complete", answer.GetProperty("result").GetProperty("resultType").GetString());
        Assert.Equal(3, _server.Bodies.Count(static b => b.Contains("tools/call", StringComparison.Ordinal)));
        Assert.DoesNotContain(_server.Bodies, static b => b.Contains("requestState", StringComparison.Ordinal) || b.Contains("inputResponses", StringComparison.Ordinal));

        // A state is good for one retry: used again, the call is another one and draws.
        Assert.Contains("[POLICY DENIED]", ModernClient.TextOf(await client.RetryAsync(again, "echo", "{}", $$$"""{"{{{page.Name}}}":{"action":"accept"}}""")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("decline")]
    [InlineData("cancel")]
    public async Task UserWhoDoesNotOpenIt_EndsTheCallHere(string action)
    {
        await using var gateway = await StartAsync(AggregatePlans.AllowAll);
        var client = new ModernClient(gateway, "/mcp/s", Able);
        var asked = await client.CallAsync("echo", "{}");
        var answer = await client.RetryAsync(asked, "echo", "{}", $$$"""{"page1":{"action":"{{{action}}}"}}""");
        Assert.Equal(-31001, CodeOf(answer));
        Assert.Single(_server.Bodies, static b => b.Contains("tools/call", StringComparison.Ordinal));
        Assert.Contains(await gateway.DecisionsAsync(), static e => e.Rule == "(page not opened)");
    }

    [Fact]
    public async Task State_IsGoodForItsGrantAndCallAlone()
    {
        await using var gateway = await StartAsync(AggregatePlans.AllowAll, requireGrant: true);
        var client = new ModernClient(gateway, "/mcp/s", Able, "mine");
        var asked = await client.CallAsync("echo", "{}");
        _isOpened = true;
        const string Opened = """{"page1":{"action":"accept"}}""";
        Assert.Equal(-32602, CodeOf(await new ModernClient(gateway, "/mcp/s", Able, "others").RetryAsync(asked, "echo", "{}", Opened)));
        Assert.Equal(-32602, CodeOf(await client.RetryAsync(asked, "echo", """{"a":1}""", Opened)));
        Assert.Equal(-32602, CodeOf(await client.RetryAsync(asked, "other", "{}", Opened)));
        Assert.Equal("done", ModernClient.TextOf(await client.RetryAsync(asked, "echo", "{}", Opened)));
    }

    [Theory]
    [InlineData("{}", null)]
    [InlineData("""{"elicitation":{"form":{}}}""", null)]
    [InlineData(Able, """{}""")]
    [InlineData(Able, """{"elicitations":[]}""")]
    [InlineData(Able, """{"elicitations":[{"mode":"form","url":"https://a.example.com/"}]}""")]
    [InlineData(Able, """{"elicitations":[{"mode":"url","url":"javascript:alert(1)"}]}""")]
    [InlineData(Able, """{"elicitations":[{"mode":"url","url":"/relative"}]}""")]
    public async Task WhereTheClientCannotBeAsked_TheErrorSaysWhatTheServerWants(string capabilities, string? data)
    {
        _data = data ?? _data;
        await using var gateway = await StartAsync(AggregatePlans.AllowAll);
        var error = (await new ModernClient(gateway, "/mcp/s", capabilities).CallAsync("echo", "{}")).GetProperty("error");
        Assert.Equal(-31001, error.GetProperty("code").GetInt32());
        Assert.Contains("page", error.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Policy_MayDenyThatPagesAreAskedFor()
    {
        await using var gateway = await StartAsync("""{"version":"1","default":"allow","server_requests":{"default":"allow","entries":{"elicitation/create":{"deny_if":[{"conditions":[{"path":"args.mode","op":"eq","value":"url"}]}]}}}}""");
        Assert.Contains("[POLICY DENIED]", ModernClient.TextOf(await new ModernClient(gateway, "/mcp/s", Able).CallAsync("echo", "{}")), StringComparison.Ordinal);
    }

    private static int CodeOf(JsonElement answer) => answer.TryGetProperty("error", out var error) ? error.GetProperty("code").GetInt32() : 0;

    private Task<HttpGateway> StartAsync(string policy, bool requireGrant = false) => HttpGateway.StartAsync(folder =>
    {
        var plan = AggregatePlans.Of(folder, new AggregatePlan { IsOn = false }, ("s", _server.Address, [], policy));
        return plan with
        {
            Grants = requireGrant ? [MadeGrants.Of("mine", ["s"], "s"), MadeGrants.Of("others", ["s"], "s")] : [],
            Listeners = [plan.Listeners[0] with { RequireGrant = requireGrant }],
            Upstreams = [new GatewayOptions { ServerId = "s", PolicyFile = folder.File("s.json"), PolicyName = "s", Upstream = _server.Address, Era = UpstreamEra.Legacy }],
        };
    });
}
