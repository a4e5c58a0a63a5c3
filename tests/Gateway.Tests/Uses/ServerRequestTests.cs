using System.Text.Json;
using Catalog.Core.Decisions;
using Catalog.Gateway.Enforcement;
using Catalog.Gateway.Tests.Running;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Catalog.Gateway.Tests.Uses;

/// <summary>What servers ask of the client reaches it only where the policy lets it.</summary>
public sealed class ServerRequestTests : IAsyncLifetime
{
    private const string Policy = """{"version":"1","default":"allow","server_requests":{"default":"deny","entries":{"roots/list":{}}}}""";
    private const string Call = """{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"ask"}}""";
    private const string Sampling = """{"jsonrpc":"2.0","id":"q","method":"sampling/createMessage","params":{"messages":[]}}""";

    private HttpUpstreamDouble _upstream = null!;

    public async ValueTask InitializeAsync() => _upstream = await HttpUpstreamDouble.StartAsync();

    public ValueTask DisposeAsync() => _upstream.DisposeAsync();

    [Fact]
    public async Task Process_AsksOnlyWhatItMay_AndHearsThatItMayNot()
    {
        using var folder = new TemporaryFolder();
        var heard = folder.File("heard");
        await using var gateway = StdioGateway.Start(Policy, new StdioGateway.Setup { Command = ["/bin/sh", Cases.PathOf("Uses", "asking.sh"), heard] });
        var asked = await gateway.AskAsync(Call);
        Assert.Equal("roots/list", asked.GetProperty("method").GetString());
        var answer = await gateway.AskAsync("""{"jsonrpc":"2.0","id":"q1","result":{"roots":[]}}""");
        Assert.Equal(1, answer.GetProperty("id").GetInt32());

        var lines = await File.ReadAllLinesAsync(heard);
        Assert.Equal("""{"jsonrpc":"2.0","id":"q1","result":{"roots":[]}}""", lines[0]);
        using var refusal = JsonDocument.Parse(lines[1]);
        Assert.Equal("q2", refusal.RootElement.GetProperty("id").GetString());
        Assert.Equal(-31013, refusal.RootElement.GetProperty("error").GetProperty("code").GetInt32());
        Assert.Equal([(DecisionKind.Allow, null), (DecisionKind.Deny, "(default deny)")], Asked(await gateway.DecisionsAsync()));
    }

    [Theory]
    [InlineData(Sampling, "(default deny)")]
    [InlineData("""{"jsonrpc":"2.0","method":"sampling/createMessage","params":{}}""", "(default deny)")]
    [InlineData("""{"jsonrpc":"2.0","id":"q","method":"sampling/createmessage"}""", "(unknown method)")]
    [InlineData("""{"jsonrpc":"2.0","id":"q","method":"sampling/createMessage","method":"roots/list"}""", "(ambiguous)")]
    [InlineData("""{"jsonrpc":"2.0","id":"q","method":"sampling/createMessage","method":"ping"}""", "(ambiguous)")]
    [InlineData("""{"jsonrpc":"2.0","id":"q","method":"ping","Method":"sampling/createMessage"}""", "(ambiguous)")]
    [InlineData("""{"jsonrpc":"2.0","id":"q","Method":"sampling/createMessage"}""", "(ambiguous)")]
    [InlineData("""{"jsonrpc":"2.0","id":"q","method":"roots/list","result":{}}""", "(ambiguous)")]
    public async Task Request_OnAStream_DoesNotReachTheClient(string asked, string rule)
    {
        _upstream.Answer = (context, body) => body == Call ? StreamAsync(context, asked, HttpUpstreamDouble.Result(body, """{"content":[]}""")) : Taken(context);
        await using var gateway = await HttpGateway.StartAsync(Policy, _upstream.Address);
        var reply = await gateway.PostAsync(Call);
        Assert.DoesNotContain("sampling", reply.Body, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("roots", reply.Body, StringComparison.Ordinal);
        Assert.True(reply.Json.TryGetProperty("result", out _));
        Assert.Equal([(DecisionKind.Deny, rule)], Asked(await gateway.DecisionsAsync()));
        // The server is told, where there is an id to tell it by.
        var told = _upstream.Requests.Where(static r => r.Body.Contains("-31013", StringComparison.Ordinal)).ToList();
        Assert.Equal(asked.Contains("\"id\"", StringComparison.Ordinal) ? 1 : 0, told.Count);
    }

    [Fact]
    public async Task Request_ThatMayPass_PassesByteForByte_AndABatchDoesNot()
    {
        const string Roots = """{ "method":"roots/list", "id":"q","jsonrpc":"2.0" }""";
        _upstream.Answer = (context, body) => StreamAsync(context, $"[{Sampling}]", Roots, HttpUpstreamDouble.Result(body, """{"content":[]}"""));
        await using var gateway = await HttpGateway.StartAsync(Policy, _upstream.Address);
        var reply = await gateway.PostAsync(Call);
        Assert.Contains($"data: {Roots}\n", reply.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("sampling", reply.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Request_OnTheOpenStream_DoesNotReachTheClient()
    {
        _upstream.Answer = static (context, _) => context.Request.Method == "GET" ? StreamAsync(context, Sampling, """{"jsonrpc":"2.0","id":"r","method":"roots/list"}""") : Taken(context);
        await using var gateway = await HttpGateway.StartAsync(Policy, _upstream.Address);
        var reply = await gateway.GetAsync("/mcp", ("Accept", "text/event-stream"));
        Assert.DoesNotContain("sampling", reply.Body, StringComparison.Ordinal);
        Assert.Contains("roots/list", reply.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Request_WithoutASection_PassesAsBefore()
    {
        _upstream.Answer = static (context, body) => StreamAsync(context, Sampling, HttpUpstreamDouble.Result(body, """{"content":[]}"""));
        await using var gateway = await HttpGateway.StartAsync("""{"version":"1","default":"allow"}""", _upstream.Address);
        Assert.Contains(Sampling, (await gateway.PostAsync(Call)).Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"resultType":"input_required","inputRequests":{"a":{"method":"roots/list"},"b":{"method":"sampling/createMessage","params":{}}},"requestState":"s"}""", "(default deny)")]
    [InlineData("""{"resultType":"input_required","inputRequests":{},"inputRequests":{"b":{"method":"sampling/createMessage"}}}""", "(ambiguous)")]
    [InlineData("""{"resultType":"input_required","InputRequests":{"b":{"method":"sampling/createMessage"}}}""", "(default deny)")]
    [InlineData("""{"resultType":"input_required","inputRequests":{"b":{"method":"roots/list","method":"sampling/createMessage"}}}""", "(ambiguous)")]
    [InlineData("""{"resultType":"input_required","inputRequests":[{"method":"sampling/createMessage"}]}""", "(ambiguous)")]
    [InlineData("""{"resultType":"complete","inputRequests":{"b":{"method":"sampling/createMessage"}},"content":[{"type":"text","text":"LONG"}]}""", "(default deny)")]
    public async Task Input_ThatMayNotBeAsked_IsADenialInPlaceOfTheAnswer(string result, string rule)
    {
        result = result.Replace("LONG", new string('x', 100_000), StringComparison.Ordinal);
        _upstream.Answer = (context, body) => HttpUpstreamDouble.JsonAsync(context, HttpUpstreamDouble.Result(body, result));
        await using var gateway = await HttpGateway.StartAsync(Policy, _upstream.Address);
        var denied = (await gateway.PostAsync(Call)).Json.GetProperty("result");
        Assert.True(denied.GetProperty("isError").GetBoolean());
        Assert.Equal(rule, denied.GetProperty("_meta").GetProperty("org.toolrisk-catalog/decision").GetProperty("rule").GetString());
        var prompt = await gateway.PostAsync("""{"jsonrpc":"2.0","id":2,"method":"prompts/get","params":{"name":"p"}}""");
        // No status that has a client ask for another token: none would be good for more.
        Assert.Equal((200, -31013), (prompt.Status, prompt.ErrorCode));
        Assert.Contains(await gateway.DecisionsAsync(), e => e.Decision == DecisionKind.Deny && e.Rule == rule);
    }

    [Fact]
    public async Task Input_ThatMayBeAsked_PassesByteForByte()
    {
        const string Result = """{"resultType":"input_required", "inputRequests":{"a":{"params":{},"method":"roots/list"}},"requestState":"s"}""";
        _upstream.Answer = static (context, body) => HttpUpstreamDouble.JsonAsync(context, HttpUpstreamDouble.Result(body, Result));
        await using var gateway = await HttpGateway.StartAsync(Policy, _upstream.Address);
        Assert.Contains(Result, (await gateway.PostAsync(Call)).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Request_WithoutADecision_DoesNotReachTheClient()
    {
        using var folder = new TemporaryFolder();
        await using var gateway = StdioGateway.Start(Policy, new StdioGateway.Setup
        {
            Command = ["/bin/sh", Cases.PathOf("Uses", "asking.sh"), folder.File("heard")],
            Change = static services => services.Replace(ServiceDescriptor.Singleton<IDecisionPoint, OnlyTools>()),
        });
        Assert.Equal(1, (await gateway.AskAsync(Call)).GetProperty("id").GetInt32());
        Assert.All(await File.ReadAllLinesAsync(folder.File("heard")), static line => Assert.Contains("-31013", line, StringComparison.Ordinal));
    }

    private static IEnumerable<(DecisionKind, string?)> Asked(IReadOnlyList<DecisionLogEntry> log) =>
        log.Where(static e => e.Tool is null).Select(static e => (e.Decision, e.Rule));

    private static Task Taken(HttpContext context)
    {
        context.Response.StatusCode = 202;
        return Task.CompletedTask;
    }

    private static Task StreamAsync(HttpContext context, params string[] messages)
    {
        context.Response.ContentType = "text/event-stream";
        return context.Response.WriteAsync(string.Concat(messages.Select(static m => $"data: {m}\n\n")));
    }
}
