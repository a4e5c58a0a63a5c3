using Catalog.Gateway.Aggregation;
using Catalog.Gateway.Tests.Running;

namespace Catalog.Gateway.Tests.Uses;

/// <summary>Lists show what may be used, and every byte else as the server gave it.</summary>
public sealed class ListTests : IAsyncLifetime
{
    private const string Policy = """
        {"version":"1","default":"deny",
         "resources":{"default":"deny","hide":["*secret*"],"entries":{"file:///a/*":{}}},
         "prompts":{"default":"allow","hide":["old"]}}
        """;

    private HttpUpstreamDouble _upstream = null!;

    public async ValueTask InitializeAsync() => _upstream = await HttpUpstreamDouble.StartAsync();

    public ValueTask DisposeAsync() => _upstream.DisposeAsync();

    [Theory]
    [InlineData("resources/list", """{"x":1.0,"resources":[{"uri":"file:///a/1" },{"name":"n","uri":"file:///b/1"},{"uri":"file:///a/secret"},{"uri":"file:///a/../b"}],"cacheScope":"public"}""", """{"x":1.0,"resources":[{"uri":"file:///a/1" }],"cacheScope":"private"}""")]
    [InlineData("resources/list", """{"resources":[ {"uri":"file:///a/1"} ],"cacheScope":"public"}""", """{"resources":[ {"uri":"file:///a/1"} ],"cacheScope":"private"}""")]
    [InlineData("resources/templates/list", """{"cacheScope":"public","resourceTemplates":[{"uriTemplate":"file:///{p}"},{"uriTemplate":"mail://{id}"},{"uriTemplate":"file:///a/secret/{p}"}]}""", """{"cacheScope":"private","resourceTemplates":[{"uriTemplate":"file:///{p}"}]}""")]
    [InlineData("prompts/list", """{"prompts":[{"name":"old"},{"name":"new","description":"é"},{"name":"OLD"}]}""", """{"prompts":[{"name":"new","description":"é"}]}""")]
    [InlineData("prompts/list", """{"prompts":[{"name":"new","arguments":[{"name":"old"}]}]}""", """{"prompts":[{"name":"new","arguments":[{"name":"old"}]}]}""")]
    public async Task List_HoldsWhatMayBeUsed(string method, string given, string seen)
    {
        _upstream.Answer = (context, body) => HttpUpstreamDouble.JsonAsync(context, HttpUpstreamDouble.Result(body, given));
        var request = $$"""{"jsonrpc":"2.0","id":1,"method":"{{method}}"}""";
        await using (var gateway = await HttpGateway.StartAsync(Policy, _upstream.Address))
        {
            Assert.Equal(HttpUpstreamDouble.Result(request, seen), (await gateway.PostAsync(request)).Body);
        }

        await using var open = await HttpGateway.StartAsync("""{"version":"1","default":"deny"}""", _upstream.Address);
        Assert.Equal(HttpUpstreamDouble.Result(request, given), (await open.PostAsync(request)).Body);
    }

    [Theory]
    [InlineData("tools/list", """{"version":"1","default":"allow"}""", false, "public")]
    [InlineData("tools/list", """{"version":"1","default":"deny","tools":{"a":{}}}""", false, "public")]
    [InlineData("tools/list", """{"version":"1","default":"deny","tools":{"a":{}},"list":"callable"}""", false, "private")]
    [InlineData("tools/list", """{"version":"1","default":"allow","hide":["b"]}""", false, "private")]
    [InlineData("tools/list", """{"version":"1","default":"allow","hide":["b"],"mode":"observe"}""", false, "public")]
    [InlineData("tools/list", """{"version":"1","default":"allow"}""", true, "private")]
    [InlineData("prompts/list", """{"version":"1","default":"allow"}""", false, "public")]
    [InlineData("prompts/list", """{"version":"1","default":"allow"}""", true, "private")]
    [InlineData("prompts/list", """{"version":"1","default":"allow","prompts":{"default":"allow"}}""", false, "private")]
    [InlineData("resources/read", """{"version":"1","default":"allow"}""", true, "public")]
    [InlineData("resources/read", """{"version":"1","default":"allow","resources":{"default":"deny","entries":{"file:///a":{}}}}""", false, "private")]
    [InlineData("server/discover", """{"version":"1","default":"allow","hide":["b"]}""", true, "public")]
    public async Task WhatAnotherCallerMaySeeOtherwise_IsKeptForNobodyElse(string method, string policy, bool withGrant, string scope)
    {
        // What is withheld elsewhere may be on another page, and a long text comes before the word: the scope is one for all pages, and found wherever it stands.
        var text = new string('x', 200_000);
        var given = $$"""{"resultType":"complete","tools":[{"name":"a","description":"{{text}}"}],"prompts":[{"name":"a"}],"contents":[{"uri":"file:///a","text":"{{text}}"}],"supportedVersions":["2026-07-28"],"capabilities":{},"cacheScope":"public"}""";
        _upstream.Answer = (context, body) => HttpUpstreamDouble.JsonAsync(context, HttpUpstreamDouble.Result(body, given));
        await using var gateway = await HttpGateway.StartAsync(policy, _upstream.Address);
        await gateway.Grants.TryAddAsync(MadeGrants.Of("one", ["double"], "demo"), CancellationToken.None);
        const string Meta = "\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\",\"io.modelcontextprotocol/clientInfo\":{\"name\":\"t\",\"version\":\"1\"},\"io.modelcontextprotocol/clientCapabilities\":{}}";
        var request = $$$"""{"jsonrpc":"2.0","id":1,"method":"{{{method}}}","params":{"uri":"file:///a",{{{Meta}}}}}""";
        (string, string)[] headers = [("MCP-Protocol-Version", "2026-07-28"), ("Mcp-Method", method)];
        headers = method == "resources/read" ? [.. headers, ("Mcp-Name", "file:///a")] : headers;

        var seen = await gateway.PostAsync(request, withGrant ? [.. headers, ("Authorization", "Bearer one")] : headers);

        Assert.Equal(HttpUpstreamDouble.Result(request, given.Replace("public", scope, StringComparison.Ordinal)), seen.Body);
    }

    [Theory]
    [InlineData("prompts/list", """{"prompts":[{"name":"old","name":"new"}]}""")]
    [InlineData("prompts/list", """{"prompts":[],"prompts":[{"name":"old"}]}""")]
    [InlineData("prompts/list", """{"prompts":{"name":"old"}}""")]
    [InlineData("resources/list", """{"resources":[{"name":"no address"}]}""")]
    [InlineData("tasks/list", """{"tasks":["t-1"]}""")]
    public async Task List_ThatCannotBeRead_IsNotShown(string method, string given)
    {
        _upstream.Answer = (context, body) => HttpUpstreamDouble.JsonAsync(context, HttpUpstreamDouble.Result(body, given));
        await using var gateway = await HttpGateway.StartAsync(Policy, _upstream.Address);
        Assert.Equal(-31004, (await gateway.PostAsync($$"""{"jsonrpc":"2.0","id":1,"method":"{{method}}"}""")).ErrorCode);
    }

    [Fact]
    public async Task List_OnAStreamTakenUpAgain_IsCutToo()
    {
        _upstream.Answer = static (context, body) =>
        {
            context.Response.ContentType = "text/event-stream";
            context.Response.Headers["Mcp-Session-Id"] = "upstream-session";
            return Microsoft.AspNetCore.Http.HttpResponseWritingExtensions.WriteAsync(context.Response, body.Length > 0 ? $"id: 2\ndata: {HttpUpstreamDouble.Result(body, "{}")}\n\n" : "id: 3\ndata: {\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"prompts\":[{\"name\":\"old\"},{\"name\":\"new\"}]}}\n\n");
        };
        await using var gateway = await HttpGateway.StartAsync(Policy, _upstream.Address);
        var session = (await gateway.PostAsync("""{"jsonrpc":"2.0","id":1,"method":"initialize","params":{}}""")).Headers["Mcp-Session-Id"];
        var reply = await gateway.GetAsync("/mcp", ("Last-Event-ID", "2"), ("Mcp-Session-Id", session), ("Accept", "text/event-stream"));
        Assert.Contains("\"new\"", reply.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("\"old\"", reply.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AllServersAsOne_ListAndUseWhatEachPolicyAllows()
    {
        await using var server = await McpServerDouble.StartAsync("[]", """{"resources":{},"prompts":{}}""");
        server.Results["resources/list"] = """{"resources":[{"uri":"file:///a/1","name":"1"},{"uri":"file:///b/1","name":"2"}]}""";
        server.Results["resources/templates/list"] = """{"resourceTemplates":[]}""";
        server.Results["resources/read"] = """{"contents":[]}""";
        server.Results["prompts/list"] = """{"prompts":[{"name":"old"},{"name":"new"}]}""";
        server.Results["prompts/get"] = """{"messages":[]}""";
        await using var gateway = await HttpGateway.StartAsync(folder => AggregatePlans.Of(folder, new AggregatePlan(), ("s", server.Address, [], Policy)));
        var client = await AggregateClient.OpenAsync(gateway);
        Assert.Equal("file:///a/1", Assert.Single((await client.AskAsync("resources/list")).GetProperty("result").GetProperty("resources").EnumerateArray()).GetProperty("uri").GetString());
        Assert.Equal("s__new", Assert.Single((await client.AskAsync("prompts/list")).GetProperty("result").GetProperty("prompts").EnumerateArray()).GetProperty("name").GetString());
        Assert.True((await client.AskAsync("resources/read", """{"uri":"file:///a/1"}""")).TryGetProperty("result", out _));
        Assert.Equal(-31013, (await client.AskAsync("resources/read", """{"uri":"file:///b/1"}""")).GetProperty("error").GetProperty("code").GetInt32());
        Assert.Equal(-31013, (await client.AskAsync("prompts/get", """{"name":"s__old"}""")).GetProperty("error").GetProperty("code").GetInt32());
        Assert.DoesNotContain(server.Bodies, static b => b.Contains("resources/read", StringComparison.Ordinal) && b.Contains("file:///b", StringComparison.Ordinal));
    }
}
