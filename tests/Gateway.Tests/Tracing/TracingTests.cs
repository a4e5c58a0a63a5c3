using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Catalog.Gateway.Aggregation;
using Catalog.Gateway.Tests.Running;
using Catalog.Gateway.Tracing;

namespace Catalog.Gateway.Tests.Tracing;

/// <summary>Spans of requests, and the context that goes on to the server. Alone, for a recorder is the whole process's.</summary>
[Collection(nameof(TracingTests))]
[CollectionDefinition(nameof(TracingTests), DisableParallelization = true)]
public sealed class TracingTests
{
    private const string Parent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    private const string Policy = """{"version":"1","default":"allow","tools":{"add":{"deny_if":[{"conditions":[{"path":"args.a","op":"eq","value":9}]}]}}}""";

    [Fact]
    public async Task Call_WithContextInMeta_HasTwoSpansUnderIt_AndTheServerSeesTheSecond()
    {
        await using var server = await McpServerDouble.StartAsync($"[{McpServerDouble.Tool("echo")}]");
        await using var gateway = await StartAsync(server, "t1");
        await gateway.PostToAsync("/mcp/t1", """{"jsonrpc":"2.0","id":1,"method":"tools/list"}""");
        using var spans = new SpanRecorder("t1");
        var sent = """{"jsonrpc":"2.0","id":7, "method":"tools/call","params":{"name":"echo","arguments":{"a":1.50,"s":"private"},"_meta":{"x":1,"traceparent":"PARENT","tracestate":"rojo=1"}}}""".Replace("PARENT", Parent, StringComparison.Ordinal);

        await gateway.PostToAsync("/mcp/t1", sent, ("traceparent", "00-11111111111111111111111111111111-2222222222222222-01"));

        var received = server.Bodies[^1];
        var (client, own) = (spans.Spans[0], spans.Spans[1]);
        Assert.Equal((ActivityKind.Client, ActivityKind.Server), (client.Kind, own.Kind));
        Assert.Equal(("4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7", own.SpanId.ToString()), (own.TraceId.ToString(), own.ParentSpanId.ToString(), client.ParentSpanId.ToString()));
        Assert.Equal("2222222222222222", Assert.Single(own.Links).Context.SpanId.ToString());
        Assert.Equal(("tools/call echo", "execute_tool", "echo", null), (own.DisplayName, own.GetTagItem("gen_ai.operation.name"), own.GetTagItem("gen_ai.tool.name"), own.GetTagItem("error.type")));
        // Every other byte stays.
        Assert.Equal(sent.Replace(Parent, client.Id, StringComparison.Ordinal), received);
        Assert.All(spans.Spans, static s => Assert.DoesNotContain(s.TagObjects, static t => $"{t.Value}".Contains("private", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Call_WithContextInTheHeaderAlone_CarriesItOnInMetaAndHeader()
    {
        await using var server = await McpServerDouble.StartAsync("[]");
        string? header = null;
        server.Instead = (context, _) =>
        {
            header = context.Request.Headers.TraceParent;
            return Task.FromResult(false);
        };
        await using var gateway = await StartAsync(server, "t2");
        using var spans = new SpanRecorder("t2");

        await gateway.PostToAsync("/mcp/t2", """{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"made-up"}}""", ("traceparent", Parent), ("tracestate", "rojo=1"));

        var client = spans.Spans[0];
        Assert.Equal((client.Id, "4bf92f3577b34da6a3ce929d0e0e4736"), (header, client.TraceId.ToString()));
        using var received = JsonDocument.Parse(server.Bodies[^1]);
        var meta = received.RootElement.GetProperty("params").GetProperty("_meta");
        Assert.Equal((client.Id, "rojo=1"), (meta.GetProperty("traceparent").GetString(), meta.GetProperty("tracestate").GetString()));
        // A name that the server never listed is no name of a span.
        Assert.Equal("tools/call", client.DisplayName);
    }

    [Fact]
    public async Task Context_ThatIsNotSampled_OrNobodyRecords_LeavesTheBytesAlone()
    {
        await using var server = await McpServerDouble.StartAsync("[]");
        await using var gateway = await StartAsync(server, "t3");
        var sent = """{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"x","_meta":{"traceparent":"PARENT"}}}""".Replace("PARENT", Parent[..^1] + "0", StringComparison.Ordinal);
        using (var spans = new SpanRecorder("t3"))
        {
            await gateway.PostToAsync("/mcp/t3", sent);
            Assert.Equal(sent, server.Bodies[^1]);
            Assert.Empty(spans.Spans);
        }

        sent = sent.Replace("-00\"", "-01\"", StringComparison.Ordinal);
        await gateway.PostToAsync("/mcp/t3", sent);
        Assert.Equal(sent, server.Bodies[^1]);
    }

    [Fact]
    public async Task Denial_AndFailure_EndTheirSpansWithTheReason()
    {
        await using var server = await McpServerDouble.StartAsync($"[{McpServerDouble.Tool("add")}]");
        await using var gateway = await StartAsync(server, "t4");
        using var spans = new SpanRecorder("t4");

        await gateway.PostToAsync("/mcp/t4", """{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"add","arguments":{"a":9}}}""");
        Assert.Equal((ActivityKind.Server, "policy_denied", ActivityStatusCode.Error), (Assert.Single(spans.Spans).Kind, spans.Spans[0].GetTagItem("error.type"), spans.Spans[0].Status));

        server.Results.TryRemove("tools/call", out _);
        await gateway.PostToAsync("/mcp/t4", """{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"add"}}""");
        Assert.All(spans.Spans.Skip(1), static s => Assert.Equal(("-32601", "-32601"), (s.GetTagItem("error.type"), s.GetTagItem("rpc.response.status_code"))));
        Assert.Equal(3, spans.Spans.Count);
    }

    [Theory]
    [InlineData("""{"id":1,"method":"m"}""", """{"params":{"_meta":{"traceparent":"P","tracestate":"S"}},"id":1,"method":"m"}""")]
    [InlineData("""{"method":"m","params":null}""", """{"method":"m","params":{"_meta":{"traceparent":"P","tracestate":"S"}}}""")]
    [InlineData("""{"method":"m","params":{ }}""", """{"method":"m","params":{"_meta":{"traceparent":"P","tracestate":"S"} }}""")]
    [InlineData("""{"method":"m","params":{"a":{"_meta":{}}}}""", """{"method":"m","params":{"_meta":{"traceparent":"P","tracestate":"S"},"a":{"_meta":{}}}}""")]
    [InlineData("""{"params":{"_meta":{ "x":[1] }},"method":"m"}""", """{"params":{"_meta":{"traceparent":"P","tracestate":"S", "x":[1] }},"method":"m"}""")]
    [InlineData("""{"params":{"_meta":null}}""", """{"params":{"_meta":{"traceparent":"P","tracestate":"S"}}}""")]
    [InlineData("""{"params":{"_meta":{"traceparent":5}}}""", """{"params":{"_meta":{"tracestate":"S","traceparent":"P"}}}""")]
    [InlineData("""{"params":{"_meta":{"tracestate":"old","y":0,"trace\u0070arent":"old"}}}""", """{"params":{"_meta":{"tracestate":"S","y":0,"trace\u0070arent":"P"}}}""")]
    public void Places_OfAnyMessage_TakeTheContext_AndNothingElseChanges(string message, string carrying)
    {
        var bytes = Encoding.UTF8.GetBytes(message);

        Assert.Equal(carrying, Encoding.UTF8.GetString(TracePlaces.Read(bytes).Carrying(bytes, "P", "S")));
    }

    [Fact]
    public void State_OfACallerWhoseParentIsNone_IsNotCarriedOn()
    {
        var bytes = """{"params":{"_meta":{"traceparent":"00-x","tracestate":"rojo=1"}}}"""u8.ToArray();

        Assert.Equal("""{"params":{"_meta":{"traceparent":"P","tracestate":""}}}""", Encoding.UTF8.GetString(TracePlaces.Read(bytes).Carrying(bytes, "P", null)));
    }

    private static Task<HttpGateway> StartAsync(McpServerDouble server, string name) =>
        HttpGateway.StartAsync(folder => AggregatePlans.Of(folder, new AggregatePlan(), (name, server.Address, [], Policy)));
}
