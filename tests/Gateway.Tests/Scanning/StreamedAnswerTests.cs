using System.Text;
using Catalog.Gateway.Aggregation;
using Catalog.Gateway.Configuration;
using Catalog.Gateway.Scanning;
using Catalog.Gateway.Tests.Running;
using Microsoft.AspNetCore.Http;

namespace Catalog.Gateway.Tests.Scanning;

/// <summary>Long answers and unasked messages of a real server, through a gateway that looks through them.</summary>
public sealed class StreamedAnswerTests
{
    private const string Key = "AKIAIOSFODNN7EXAMPLA";
    private const string Call = """{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"echo"}}""";

    private static readonly string Words = string.Concat(Enumerable.Repeat("some words ", 30_000));

    [Fact]
    public async Task Answer_Long_PassesOnWhileItComes_WithoutItsSecret()
    {
        await using var upstream = await HttpUpstreamDouble.StartAsync();
        await using var gateway = await StartAsync(upstream.Address, ScanAction.Redact);
        var (head, tail) = ($$"""{"jsonrpc":"2.0","id":1,"result":{"content":[{"type":"text","text":"{{Words}}\u0041KIAIOSF""", $$"""ODNN7EXAMPLA {{Words}}"}],"structuredContent":{"a":"{{Key}}"} } }""");
        var mayGoOn = new TaskCompletionSource();
        upstream.Answer = async (context, _) =>
        {
            context.Response.ContentType = "application/json";
            context.Response.ContentLength = Encoding.UTF8.GetByteCount(head) + Encoding.UTF8.GetByteCount(tail);
            await context.Response.WriteAsync(head);
            await context.Response.Body.FlushAsync();
            await mayGoOn.Task;
            await context.Response.WriteAsync(tail);
        };

        using var response = await gateway.OpenAsync("/mcp/a", Call);
        using var body = new StreamReader(await response.Content.ReadAsStreamAsync());
        var begun = new char[1000];
        Assert.Equal(begun.Length, await body.ReadBlockAsync(begun));
        mayGoOn.SetResult();
        var seen = new string(begun) + await body.ReadToEndAsync();

        Assert.DoesNotContain("KIAIOSF", seen, StringComparison.Ordinal);
        Assert.Equal(head.Length + tail.Length - "\\u0041KIAIOSFODNN7EXAMPLA".Length - Key.Length + (2 * "[REDACTED:aws-access-key]".Length), seen.Length);
        Assert.Null(response.Content.Headers.ContentLength);
        var entries = await gateway.DecisionsAsync(static entry => entry.Findings is not null);
        Assert.Equal(2, Assert.Single(Assert.Single(entries, static e => e.Findings is not null).Findings!, static f => f.Rule == "aws-access-key").Count);
    }

    [Fact]
    public async Task Answer_ThatIsToBeWithheld_IsHeldWhole()
    {
        await using var upstream = await HttpUpstreamDouble.StartAsync();
        await using var gateway = await StartAsync(upstream.Address, ScanAction.Block);
        upstream.Answer = (context, body) => HttpUpstreamDouble.JsonAsync(context, HttpUpstreamDouble.Result(body, $$"""{"content":[{"type":"text","text":"{{Words}}{{Key}}"}]}"""));

        var reply = await gateway.PostToAsync("/mcp/a", Call);
        Assert.DoesNotContain("some words", reply.Body, StringComparison.Ordinal);
        Assert.Contains("(content aws-access-key)", reply.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ScanAction.Redact)]
    [InlineData(ScanAction.Block)]
    public async Task Event_ThatNobodyAskedFor_IsLookedThrough(ScanAction action)
    {
        await using var upstream = await HttpUpstreamDouble.StartAsync();
        await using var gateway = await StartAsync(upstream.Address, action);
        upstream.Answer = async (context, body) =>
        {
            context.Response.ContentType = "text/event-stream";
            await context.Response.WriteAsync($$$"""data: {"jsonrpc":"2.0","method":"notifications/message","params":{"level":"info","data":"note {{{Key}}}"} }""" + "\n\n");
            await context.Response.WriteAsync($$$"""data: {"jsonrpc":"2.0","id":7,"method":"sampling/createMessage","params":{"systemPrompt":"ask {{{Key}}}"} }""" + "\n\n");
            await context.Response.WriteAsync($"data: {HttpUpstreamDouble.Result(body, """{"content":[]}""")}\n\n");
        };

        var seen = (await gateway.PostToAsync("/mcp/a", Call)).Body;
        Assert.DoesNotContain(Key, seen, StringComparison.Ordinal);
        Assert.Equal(action == ScanAction.Redact, seen.Contains("note [REDACTED:aws-access-key]", StringComparison.Ordinal));
        Assert.Equal(action == ScanAction.Redact, seen.Contains("ask [REDACTED:aws-access-key]", StringComparison.Ordinal));
        Assert.Contains("\"content\":[]", seen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Message_OfAProcess_ThatNobodyAskedFor_IsLookedThrough()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the upstream of this test is a shell script");
        var script = $$$"""while read -r l; do printf '{"jsonrpc":"2.0","method":"notifications/message","params":{"data":"{{{Key}}}"}}\n{"jsonrpc":"2.0","id":1,"result":{"content":[]}}\n'; done""";
        await using var gateway = await HttpGateway.StartAsync(folder => Plan(folder, null, ["/bin/sh", "-c", script], ScanAction.Redact));
        var reply = await gateway.PostToAsync("/mcp/a", """{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"echo","_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientCapabilities":{} } } }""", ("MCP-Protocol-Version", "2026-07-28"), ("Mcp-Method", "tools/call"), ("Mcp-Name", "echo"));
        Assert.Contains("\"data\":\"[REDACTED:aws-access-key]\"", reply.Body, StringComparison.Ordinal);
    }

    private static Task<HttpGateway> StartAsync(Uri upstream, ScanAction action) => HttpGateway.StartAsync(folder => Plan(folder, upstream, [], action));

    private static GatewayPlan Plan(TemporaryFolder folder, Uri? upstream, string[] command, ScanAction action)
    {
        var plan = AggregatePlans.Of(folder, new AggregatePlan { IsOn = false }, ("a", upstream, command, AggregatePlans.AllowAll));
        return plan with { Upstreams = [.. plan.Upstreams.Select(u => new GatewayOptions { ServerId = "a", PolicyFile = u.PolicyFile, PolicyName = "a", Upstream = upstream, Command = command, Scan = new ScanOptions { Secrets = action } })] };
    }
}
