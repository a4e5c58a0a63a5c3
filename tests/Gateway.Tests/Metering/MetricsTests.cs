using Catalog.Core.Grants;
using Catalog.Gateway.Aggregation;
using Catalog.Gateway.Listening;
using Catalog.Gateway.Metering;
using Catalog.Gateway.Tests.Running;
using Microsoft.Extensions.DependencyInjection;

namespace Catalog.Gateway.Tests.Metering;

/// <summary>What the page of metrics shows, to whom, and that no caller makes it larger.</summary>
public sealed class MetricsTests
{
    private const string Policy = """{"version":"1","default":"allow","tools":{"add":{"deny_if":[{"conditions":[{"path":"args.a","op":"eq","value":9}]}]},"gone":{"require":[{"conditions":[{"path":"args.a","op":"eq","value":1}]}]}}}""";

    [Fact]
    public async Task Page_AfterCalls_CountsThemByServerMethodToolAndRule()
    {
        await using var server = await McpServerDouble.StartAsync($"[{McpServerDouble.Tool("echo")},{McpServerDouble.Tool("add")}]");
        await using var gateway = await StartAsync(server, new MetricsOptions { Prometheus = true });
        await ListAsync(gateway);
        await CallAsync(gateway, "echo");
        await CallAsync(gateway, "echo");
        await CallAsync(gateway, "add", 9);
        server.Results["tools/call"] = """{"content":[],"isError":true}""";
        await CallAsync(gateway, "add", 1);

        var page = await ReadAsync(gateway);

        Assert.Equal(2, page.Sum("mcp_server_operation_duration_seconds_count", "toolrisk_server=\"a\"", "gen_ai_tool_name=\"echo\"", "mcp_method_name=\"tools/call\"", "network_transport=\"tcp\""));
        Assert.Equal(1, page.Sum("mcp_server_operation_duration_seconds_count", "gen_ai_tool_name=\"add\"", "error_type=\"policy_denied\""));
        Assert.Equal(1, page.Sum("mcp_client_operation_duration_seconds_count", "gen_ai_tool_name=\"add\"", "error_type=\"tool_error\""));
        Assert.Equal(0, page.Sum("mcp_client_operation_duration_seconds_count", "error_type=\"policy_denied\""));
        Assert.Equal(1, page.Sum("toolrisk_gateway_decisions_total", "decision=\"deny\"", "rule=\"deny_if\""));
        Assert.Equal(4, page.Sum("toolrisk_gateway_decisions_total", "decision=\"allow\"", "rule=\"none\""));
        Assert.Equal(5, page.Sum("toolrisk_gateway_decision_duration_seconds_count", "toolrisk_server=\"a\""));
        Assert.Equal(1, page.Sum("toolrisk_gateway_upstream_up", "toolrisk_server=\"a\""));
        Assert.Equal(0, page.Sum("toolrisk_gateway_log_failing"));
        Assert.Contains("toolrisk_gateway_approvals_waiting", page.Series);
    }

    [Fact]
    public async Task Buckets_AreCumulative_AndTheLastHoldsAll()
    {
        await using var server = await McpServerDouble.StartAsync($"[{McpServerDouble.Tool("echo")}]");
        await using var gateway = await StartAsync(server, new MetricsOptions { Prometheus = true });
        var metrics = gateway.Services.GetRequiredService<GatewayMetrics>();
        foreach (var seconds in (double[])[0.001, 0.01, 0.011, 4, 1000])
        {
            metrics.Served.Cell((GatewayMetrics.ServerLabel, "x")).Record(TimeSpan.FromSeconds(seconds));
        }

        var page = await ReadAsync(gateway);

        double Bucket(string end) => page.Sum("mcp_server_operation_duration_seconds_bucket", "toolrisk_server=\"x\"", $"le=\"{end}\"");
        Assert.Equal([2, 3, 3, 4, 4, 5], new[] { "0.01", "0.02", "2.0", "5.0", "300.0", "+Inf" }.Select(Bucket));
        Assert.Equal((5, 1004.022), (page.Sum("mcp_server_operation_duration_seconds_count", "toolrisk_server=\"x\""), Math.Round(page.Sum("mcp_server_operation_duration_seconds_sum", "toolrisk_server=\"x\""), 6)));
    }

    [Fact]
    public async Task Names_ThatCallersMakeUp_AreOneSeries()
    {
        await using var server = await McpServerDouble.StartAsync($"[{McpServerDouble.Tool("echo")}]");
        await using var gateway = await StartAsync(server, new MetricsOptions { Prometheus = true });
        await ListAsync(gateway);
        await CallAsync(gateway, "made-up-0");
        var before = (await ReadAsync(gateway)).Series.Count;
        for (var i = 1; i < 30; i++)
        {
            await CallAsync(gateway, $"made-up-{i}");
            await gateway.PostToAsync($"/mcp/nowhere-{i}", """{"jsonrpc":"2.0","id":1,"method":"ping"}""");
            await gateway.PostToAsync("/mcp/a", """{"jsonrpc":"2.0","id":1,"method":"made/up-METHOD"}""".Replace("METHOD", $"{i}", StringComparison.Ordinal));
        }

        var page = await ReadAsync(gateway);

        Assert.Equal(30, page.Sum("mcp_server_operation_duration_seconds_count", "gen_ai_tool_name=\"other\""));
        Assert.DoesNotContain(page.Series, static s => s.Contains("made-up", StringComparison.Ordinal) || s.Contains("nowhere", StringComparison.Ordinal));
        Assert.Equal(29, page.Sum("toolrisk_gateway_decisions_total", "toolrisk_server=\"*\"", "rule=\"no-such-server\""));
        Assert.InRange(page.Series.Count, before, before + 4);
    }

    [Fact]
    public void Labels_AreEscaped_AndSeriesAreBounded()
    {
        using var metrics = new GatewayMetrics();
        metrics.Findings.Cell((GatewayMetrics.ServerLabel, "a\"b\\c\nd\ud800"), ("finding", null)).Add(3);
        for (var i = 0; i < 6000; i++)
        {
            metrics.Draws.Cell(("result", $"{i}")).Add(1);
        }

        var text = PrometheusText.Write(metrics, []);
        var page = new MetricPage(text);

        Assert.Contains("toolrisk_gateway_scan_findings_total{toolrisk_server=\"a\\\"b\\\\c\\nd\ufffd\"} 3\n", text, StringComparison.Ordinal);
        Assert.Equal(1000, page.Sum("toolrisk_gateway_limit_draws_total", "otel_metric_overflow=\"true\""));
        Assert.Equal(6000, page.Sum("toolrisk_gateway_limit_draws_total"));
    }

    [Theory]
    [InlineData(null, "none")]
    [InlineData("/tools/limits/deny_if/0", "deny_if")]
    [InlineData("/tools/x/limits/daily", "limits")]
    [InlineData("/tools/x", "other")]
    [InlineData("(default deny)", "default-deny")]
    public void RuleKind_OfAPointer_IsItsSection(string? rule, string kind) => Assert.Equal(kind, RuleKinds.Of(rule));

    [Fact]
    public async Task Page_NotAskedFor_IsNotThere()
    {
        await using var server = await McpServerDouble.StartAsync("[]");
        await using var gateway = await StartAsync(server, new MetricsOptions());

        Assert.Equal(404, (await gateway.GetAsync("/metrics")).Status);
    }

    [Fact]
    public async Task Page_WhereCallsNeedAGrant_AsksForOneOfAllServers()
    {
        await using var server = await McpServerDouble.StartAsync("[]");
        await using var gateway = await StartAsync(server, new MetricsOptions { Prometheus = true }, requireGrant: true);
        await AddAsync(gateway, "all-0123456789abcdef", "*");
        await AddAsync(gateway, "one-0123456789abcdef", "a");

        Assert.Equal(401, (await gateway.GetAsync("/metrics")).Status);
        Assert.Equal(401, (await gateway.GetAsync("/metrics", ("Authorization", "Bearer guessed"))).Status);
        Assert.Equal(403, (await gateway.GetAsync("/metrics", ("Authorization", "Bearer one-0123456789abcdef"))).Status);
        Assert.Equal(403, (await gateway.GetAsync("/metrics", ("Authorization", "Bearer all-0123456789abcdef"), ("Origin", "https://evil.example"))).Status);
        var page = new MetricPage((await gateway.GetAsync("/metrics", ("Authorization", "Bearer all-0123456789abcdef"))).Body);
        Assert.Equal(2, page.Sum("toolrisk_gateway_grant_refusals_total", "reason=\"no-grant\""));
    }

    [Fact]
    public async Task OwnListener_ShowsMetricsAndHealth_AndNothingElse()
    {
        await using var server = await McpServerDouble.StartAsync("[]");
        await using var gateway = await StartAsync(server, new MetricsOptions { Prometheus = true, Url = new Uri("http://127.0.0.1:0") }, requireGrant: true);
        var own = gateway.Services.GetRequiredService<MetricsListener>().Address!;
        string At(string path) => new Uri(own, path).AbsoluteUri;

        _ = new MetricPage((await gateway.GetAsync(At("/metrics"))).Body);
        Assert.Equal("ready", (await gateway.GetAsync(At("/readyz"))).Json.GetProperty("status").GetString());
        foreach (var path in (string[])["/mcp", "/mcp/a", "/admin", "/approvals"])
        {
            Assert.Equal(404, (await gateway.GetAsync(At(path))).Status);
            Assert.Equal(404, (await gateway.FormAsync(At(path), "")).Status);
        }

        Assert.Equal(404, (await gateway.GetAsync("/metrics")).Status);
    }

    private static Task<HttpGateway> StartAsync(McpServerDouble server, MetricsOptions metrics, bool requireGrant = false) => HttpGateway.StartAsync(folder =>
    {
        var plan = AggregatePlans.Of(folder, new AggregatePlan(), ("a", server.Address, [], Policy));
        return plan with { Metrics = metrics, Listeners = [new Listener { Url = new Uri("http://127.0.0.1:0"), RequireGrant = requireGrant }] };
    });

    private static Task AddAsync(HttpGateway gateway, string token, string server) => gateway.Grants.TryAddAsync(
        new Grant
        {
            Id = token[..3],
            Label = token[..3],
            TokenHash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(token))),
            Servers = [server],
            CreatedAt = TimeProvider.System.GetUtcNow(),
        },
        TestContext.Current.CancellationToken);

    private static Task ListAsync(HttpGateway gateway) => gateway.PostToAsync("/mcp/a", """{"jsonrpc":"2.0","id":1,"method":"tools/list"}""");

    private static Task CallAsync(HttpGateway gateway, string tool, int a = 0) => gateway.PostToAsync(
        "/mcp/a", """{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"TOOL","arguments":{"a":0}}}""".Replace("TOOL", tool, StringComparison.Ordinal).Replace(":0}", $":{a}}}", StringComparison.Ordinal));

    private static async Task<MetricPage> ReadAsync(HttpGateway gateway)
    {
        var reply = await gateway.GetAsync("/metrics");
        Assert.Equal((200, "text/plain; version=0.0.4; charset=utf-8"), (reply.Status, reply.Headers["Content-Type"]));
        return new MetricPage(reply.Body);
    }
}
