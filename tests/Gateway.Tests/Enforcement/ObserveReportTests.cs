using System.Text.Json;
using Catalog.Core.Decisions;
using Catalog.Gateway.Aggregation;
using Catalog.Gateway.Tests.Running;
using Microsoft.Extensions.DependencyInjection;

namespace Catalog.Gateway.Tests.Enforcement;

/// <summary>What a policy that observes would have done, as a real gateway logs it.</summary>
public sealed class ObserveReportTests
{
    private const string Policy = """
        {"version":"1","default":"deny","mode":"observe","hide":["secret_tool"],"tools":{
          "add":{"deny_if":[{"conditions":[{"path":"args.a","op":"eq","value":9}]}],"limits":[{"counter":"adds","window":"day","scope":"grant","max":1}]},
          "pay":{"approval":{"message":"Ask"}},
          "echo":{"mode":"enforce","deny_if":[{"conditions":[{"path":"args.a","op":"eq","value":9}]}]}}}
        """;

    [Fact]
    public async Task Report_OfAnObservingPolicy_NamesEachRuleWithItsAdvice()
    {
        await using var server = await McpServerDouble.StartAsync("[]");
        await using var gateway = await HttpGateway.StartAsync(folder => AggregatePlans.Of(folder, new AggregatePlan(), ("a", server.Address, [], Policy)));
        foreach (var (tool, a) in new[] { ("add", 9), ("add", 1), ("add", 9), ("pay", 1), ("other", 1), ("secret_tool", 1), ("echo", 9), ("echo", 1) })
        {
            await gateway.PostToAsync("/mcp/a", """{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"TOOL","arguments":{"a":0}}}""".Replace("TOOL", tool, StringComparison.Ordinal).Replace(":0}", $":{a}}}", StringComparison.Ordinal));
        }

        var entries = await gateway.Services.GetRequiredService<IDecisionLog>().ListAsync(new DecisionQuery { Limit = 1000 }, TestContext.Current.CancellationToken);
        var report = ObserveReport.Of(entries);

        Assert.Equal((8, 6), (report.Calls, report.Changed));
        Assert.Equal(
            [("/tools/add/deny_if/0", "add", 2), ("/tools/add/limits/0", "add", 2), ("(default deny)", "other", 1), ("(default deny)", "secret_tool", 1), ("(hidden)", "secret_tool", 1), ("/tools/pay/approval", "pay", 1)],
            report.Rules.Select(static r => (r.Rule, r.Tool!, r.Count)));
        Assert.All(report.Rules, static r => Assert.Equal(("a", "a", "anonymous"), (r.Server, r.Policy, r.Grant)));
        Assert.All(report.Rules, r => Assert.Contains(entries, e => e.Id == r.Example && e.Tool == r.Tool));
        Assert.Equal(DecisionKind.Pending, report.Rules.Single(static r => r.Tool == "pay").Would);
        Assert.Contains("`/tools/add`", report.Rules[0].ToEnforce, StringComparison.Ordinal);
        Assert.Contains("narrow the condition", report.Rules[0].ToAllow, StringComparison.Ordinal);
        Assert.Contains("raise `max`", report.Rules[1].ToAllow, StringComparison.Ordinal);
        Assert.Equal(("take the document's `\"mode\": \"observe\"` away", "give `other` an entry under `tools`: `{}` allows every call of it"), (report.Rules[2].ToEnforce, report.Rules[2].ToAllow));
        Assert.Contains("\"would\":\"pending\"", JsonSerializer.Serialize(report, JsonSerializerOptions.Web), StringComparison.Ordinal);
    }

    [Fact]
    public void Report_OfAnEmptyLog_IsEmpty()
    {
        var report = ObserveReport.Of([]);

        Assert.Equal((0, 0, null), (report.Calls, report.Changed, report.From));
        Assert.Empty(report.Rules);
    }
}
