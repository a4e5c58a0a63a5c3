using System.Text;
using System.Text.Json;
using Catalog.Core.Decisions;
using Catalog.Gateway.Scanning;
using Catalog.Gateway.Tests.Running;
using Microsoft.Extensions.DependencyInjection;

namespace Catalog.Gateway.Tests.Scanning;

/// <summary>What the decision log may hold of arguments.</summary>
public sealed class ArgumentMaskTests
{
    private static readonly IReadOnlyList<MaskCase> All = Cases.Read<MaskCase>("Scanning", "masking.json");

    public static TheoryData<string> Notes => [.. All.Select(static c => c.Note)];

    [Theory]
    [MemberData(nameof(Notes))]
    public void Case_IsMaskedAsItSays(string note)
    {
        var wanted = All.Single(c => c.Note == note);
        // A mark in the file keeps its made-up secrets from looking like ones.
        Assert.Equal(wanted.Logged, Of(wanted.Arguments.Replace("~", "", StringComparison.Ordinal)));
    }

    [Fact]
    public void LongArguments_AreCutOff_AndStayJson()
    {
        foreach (var arguments in new[]
        {
            $$"""{"a":"{{new string('x', 1_000_000)}}","b":1}""",
            $$"""{"a":[{{string.Join(',', Enumerable.Range(0, 100_000))}}],"password":"hunter2"}""",
            "{" + string.Join(',', Enumerable.Range(0, 10_000).Select(static i => $"\"k{i}\":{{\"n\":[{i}]}}")) + "}",
            $$"""{"n":{{new string('9', 390)}},"deep":{{string.Concat(Enumerable.Repeat("[", 60))}}"{{new string('y', 600)}}"{{string.Concat(Enumerable.Repeat("]", 60))}}}""",
        })
        {
            var logged = Of(arguments);
            Assert.InRange(logged.Length, 2, 4000);
            using var _ = JsonDocument.Parse(logged, new JsonDocumentOptions { MaxDepth = 512 });
            Assert.DoesNotContain("hunter2", logged, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Log_HoldsValues_OnlyWhereTheyAreAskedFor(bool asked)
    {
        await using var server = await McpServerDouble.StartAsync($"[{McpServerDouble.Tool("echo")}]");
        await using var gateway = await HttpGateway.StartAsync(folder =>
        {
            var plan = AggregatePlans.Of(folder, new Catalog.Gateway.Aggregation.AggregatePlan(), ("a", server.Address, [], AggregatePlans.AllowAll));
            return plan with { Upstreams = [new GatewayOptions { ServerId = "a", PolicyFile = plan.Upstreams[0].PolicyFile, PolicyName = "a", Upstream = server.Address, LogValues = asked }] };
        });
        await gateway.PostToAsync("/mcp/a", """{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"echo","arguments":{"q":"cats","api_key":"hunter2"}}}""");

        var log = gateway.Services.GetRequiredService<IDecisionLog>();
        var entry = (await log.ListAsync(new DecisionQuery { Tool = "echo" }, TestContext.Current.CancellationToken))[^1];

        Assert.Equal(asked ? """{"q":"cats","api_key":"[REDACTED]"}""" : null, entry.Arguments);
        Assert.Equal(["q", "api_key"], entry.ArgumentKeys);
        Assert.Null((await log.VerifyAsync(null, TestContext.Current.CancellationToken)).Fault);
        // What was logged differs from what was sent, which is whole.
        Assert.Contains("hunter2", server.Bodies[^1], StringComparison.Ordinal);
    }

    private static string Of(string arguments) => new ArgumentMask(new GatewayOptions
    {
        ServerId = "a",
        PolicyFile = "a.json",
        Scan = new ScanOptions { Patterns = [new ScanPattern("ticket", "TICKET-[0-9]+", ScanAction.Off)] },
    }).Of(Encoding.UTF8.GetBytes(arguments));
}
