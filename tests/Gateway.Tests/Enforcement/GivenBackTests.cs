using Catalog.Gateway.Tests.Running;

namespace Catalog.Gateway.Tests.Enforcement;

/// <summary>What of a call's draw comes back when its server answers.</summary>
public sealed class GivenBackTests
{
    private const string Policy = """{"version":"1","default":"allow","all_tools":{"limits":[{"counter":"calls","window":"month","max":1,"scope":"grant"}]}}""";
    private const string Call = """{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"echo","arguments":{}}}""";

    [Theory]
    [InlineData("""{"jsonrpc":"2.0","id":1,"error":{"code":-32602,"message":"no"}}""", true)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"error":{"code":-32603,"message":"no"}}""", false)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"error":{"code":-32602,"message":"no"},"result":{"content":[]}}""", false)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"error":{"code":-32602,"message":"no"},"Result":{"content":[]}}""", false)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"error":{"code":-32602,"message":"no"},"error":{"code":1,"message":"no"}}""", false)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"result":{"content":[],"isError":true}}""", false)]
    public async Task Draw_ComesBack_WhereTheAnswerSaysNothingElseThanThatTheToolDidNotRun(string answer, bool comesBack)
    {
        await using var upstream = await HttpUpstreamDouble.StartAsync();
        upstream.Answer = (context, _) => HttpUpstreamDouble.JsonAsync(context, answer);
        await using var gateway = await HttpGateway.StartAsync(Policy, upstream.Address);

        await gateway.PostAsync(Call);
        var second = await gateway.PostAsync(Call);

        Assert.Equal(!comesBack, second.Body.Contains("Limit reached", StringComparison.Ordinal));
        Assert.Equal(comesBack ? 2 : 1, upstream.Requests.Count);
    }
}
