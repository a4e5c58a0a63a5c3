using Catalog.Gateway.Aggregation;
using Catalog.Gateway.Tests.Running;

namespace Catalog.Gateway.Tests.Aggregation;

/// <summary>Processes upstream that hang, crash or lie, beside one that does its work.</summary>
public sealed class AggregateFailureTests
{
    private static readonly AggregatePlan Hasty = new() { Patience = TimeSpan.FromSeconds(3) };

    [Fact]
    public async Task ServersThatHangOrDie_TakeNothingFromTheOneThatWorks()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the upstreams of these tests are shell scripts");
        await using var gateway = await HttpGateway.StartAsync(folder => AggregatePlans.Of(
            folder,
            Hasty,
            ("good", null, ["/bin/sh", Cases.PathOf("Upstreams", "upstream.sh"), folder.File("received")], AggregatePlans.AllowAll),
            ("hangs", null, ["/bin/sh", "-c", "exec sleep 1000"], AggregatePlans.AllowAll),
            ("dead", null, ["/bin/false"], AggregatePlans.AllowAll),
            ("nowhere", null, ["/no/such/command"], AggregatePlans.AllowAll)));
        var client = await AggregateClient.OpenAsync(gateway);

        Assert.Equal(["good__echo", "good__secret", "good__fail"], await client.ToolsAsync());
        Assert.Equal(-31001, (await client.AskAsync("tools/call", """{"name":"nowhere__x"}""")).GetProperty("error").GetProperty("code").GetInt32());
        Assert.Equal("done", (await client.AskAsync("tools/call", """{"name":"good__echo"}""")).GetProperty("result").GetProperty("content")[0].GetProperty("text").GetString());
    }

    [Fact]
    public async Task ServerThatCrashesInACall_IsStartedAgainByTheNextOne_InTheSameSession()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the upstreams of these tests are shell scripts");
        await using var gateway = await HttpGateway.StartAsync(folder => AggregatePlans.Of(
            folder, Hasty, ("good", null, ["/bin/sh", Cases.PathOf("Upstreams", "upstream.sh"), folder.File("received")], AggregatePlans.AllowAll)));
        var client = await AggregateClient.OpenAsync(gateway);

        Assert.Equal(-31001, (await client.AskAsync("tools/call", """{"name":"good__die"}""")).GetProperty("error").GetProperty("code").GetInt32());
        Assert.Equal("done", (await client.AskAsync("tools/call", """{"name":"good__echo"}""")).GetProperty("result").GetProperty("content")[0].GetProperty("text").GetString());
        Assert.Equal(2, gateway.Received.Count(static line => line.Contains("\"initialize\"", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task ServerThatWentAway_GetsNoByte_SoItsCallsDrawNothing_AndTheLogSaysSo()
    {
        const string Once = """{"version":"1","default":"deny","tools":{"echo":{"limits":[{"counter":"c","window":"month","max":1,"scope":"grant"}]}}}""";
        var server = await McpServerDouble.StartAsync($"[{McpServerDouble.Tool("echo")}]");
        await using var gateway = await HttpGateway.StartAsync(folder => AggregatePlans.Of(folder, Hasty, ("a", server.Address, [], Once)));
        var client = await AggregateClient.OpenAsync(gateway);
        Assert.Equal(["a__echo"], await client.ToolsAsync());
        await server.DisposeAsync();

        for (var i = 0; i < 2; i++)
        {
            var error = (await client.AskAsync("tools/call", """{"name":"a__echo"}""")).GetProperty("error");
            Assert.Equal(-31001, error.GetProperty("code").GetInt32());
            Assert.Contains("cannot be reached", error.GetProperty("message").GetString(), StringComparison.Ordinal);
        }

        var entries = await gateway.DecisionsAsync(static e => e.Tool == "echo" && e.Outcome is not null);
        Assert.All(entries.Where(static e => e.Tool == "echo" && e.Outcome is not null), static e => Assert.Equal(Catalog.Core.Decisions.DecisionOutcome.NotSent, e.Outcome));
    }

    [Fact]
    public async Task ServerThatLies_FoolsNobody()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the upstreams of these tests are shell scripts");
        await using var gateway = await HttpGateway.StartAsync(folder => AggregatePlans.Of(
            folder,
            Hasty,
            ("good", null, ["/bin/sh", Cases.PathOf("Upstreams", "upstream.sh"), folder.File("received")], AggregatePlans.AllowAll),
            ("liar", null, ["/bin/sh", Cases.PathOf("Upstreams", "liar.sh")], AggregatePlans.AllowAll)));
        var client = await AggregateClient.OpenAsync(gateway);

        // A list that names nobody, or anybody twice, is not shown as a list of tools at all.
        var tools = await client.ToolsAsync();
        Assert.Equal(["good__echo", "good__secret", "good__fail"], tools.Where(static t => t.StartsWith("good__", StringComparison.Ordinal)));
        Assert.DoesNotContain(tools, static t => t.Contains("stolen", StringComparison.Ordinal) || t.Contains("second", StringComparison.Ordinal));
        Assert.Equal(tools.Count, tools.Distinct(StringComparer.Ordinal).Count());

        var call = await client.SendAsync("""{"jsonrpc":"2.0","id":"x","method":"tools/call","params":{"name":"liar__a","_meta":{"progressToken":"mine"}}}""");
        Assert.Equal("x", call.Json.GetProperty("id").GetString());
        Assert.DoesNotContain("twice", call.Body, StringComparison.Ordinal);
    }
}
