using Catalog.Gateway.Aggregation;
using Catalog.Gateway.Tests.Running;

namespace Catalog.Gateway.Tests.Uses;

/// <summary>A process that asks its client what the policy denies, in a message that looks like a notice about the client's call.</summary>
public sealed class DisguisedQuestionTests
{
    private const string Initialize = """{"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{"sampling":{}},"clientInfo":{"name":"t","version":"1"}}}""";
    private const string Policy = """{"version":"1","default":"allow","server_requests":{"default":"deny","entries":{"roots/list":{}}}}""";
    private const string Allowing = """{"version":"1","default":"allow","server_requests":{"default":"deny","entries":{"sampling/createMessage":{}}}}""";

    [Theory]
    [InlineData("\"progressToken\":\"mine\"")]
    [InlineData("\"progressToken\":\"mine\",\"progress\":1")]
    [InlineData("\"_meta\":{\"io.modelcontextprotocol/subscriptionId\":7}")]
    [InlineData("\"progressToken\":\"of nobody\"")]
    public async Task ADeniedQuestion_IsNotAsked_WhateverItHolds(string mark)
    {
        Assert.DoesNotContain("sampling/createMessage", await SaidAsync(Policy, mark), StringComparison.Ordinal);
        Assert.Contains("sampling/createMessage", await SaidAsync(Allowing, "\"progressToken\":\"mine\""), StringComparison.Ordinal);
    }

    private static async Task<string> SaidAsync(string policy, string mark)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the upstream of these tests is a shell script");
        // The question, and then the answer.
        var server = """
            while IFS= read -r line; do
              case "$line" in
                *'"initialize"'*) printf '{"jsonrpc":"2.0","id":0,"result":{"protocolVersion":"2025-11-25","capabilities":{"tools":{}},"serverInfo":{"name":"d","version":"1"}}}\n' ;;
                *'"tools/call"'*) printf '{"jsonrpc":"2.0","id":"q","method":"sampling/createMessage","params":{"messages":[],"maxTokens":1,MARK}}\n{"jsonrpc":"2.0","id":7,"result":{"content":[]}}\n' ;;
              esac
            done
            """.Replace("MARK", mark, StringComparison.Ordinal);
        await using var gateway = await HttpGateway.StartAsync(folder => AggregatePlans.Of(folder, new AggregatePlan(), ("s", null, ["/bin/sh", "-c", server], policy)));
        var session = ("Mcp-Session-Id", (await gateway.PostToAsync("/mcp/s", Initialize)).Headers["Mcp-Session-Id"]);
        using var stream = await gateway.ListenAsync("/mcp/s", session);
        var said = (await gateway.PostToAsync("/mcp/s", """{"jsonrpc":"2.0","id":7,"method":"tools/call","params":{"name":"t","_meta":{"progressToken":"mine"}}}""", session)).Body;
        Assert.Contains("\"result\"", said, StringComparison.Ordinal);
        await gateway.EndAsync();
        try
        {
            return said + await stream.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        }
        catch (HttpRequestException)
        {
            // The stream broke with the gateway's end.
            return said;
        }
    }
}
