using System.Text.Json;
using Catalog.Gateway.Aggregation;
using Catalog.Gateway.Tests.Running;

namespace Catalog.Gateway.Tests.Aggregation.Parking;

/// <summary>A real process of the legacy era that asks its client during calls, and whose lines do not say which call asks.</summary>
public sealed class ServerOfLinesTests : IAsyncLifetime
{
    private const string Able = """{"sampling":{}}""";

    private HttpGateway _gateway = null!;
    private ModernClient _client = null!;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the upstream of these tests is a shell script");
        _gateway = await HttpGateway.StartAsync(static folder =>
        {
            var plan = AggregatePlans.Of(folder, new AggregatePlan { IsOn = false }, ("s", null, ["/bin/sh"], AggregatePlans.AllowAll));
            return plan with
            {
                Upstreams = [new GatewayOptions { ServerId = "s", PolicyFile = folder.File("s.json"), PolicyName = "s", Command = ["/bin/sh", Cases.PathOf("Aggregation/Parking", "lines.sh")], Era = UpstreamEra.Legacy }],
            };
        });
        _client = new ModernClient(_gateway, "/mcp/s", Able);
    }

    public ValueTask DisposeAsync() => _gateway?.DisposeAsync() ?? ValueTask.CompletedTask;

    [Fact]
    public async Task Call_AsksByItsAnswer_AndTheRetryAnswersTheServer()
    {
        var asked = await _client.CallAsync("ask", "{}");
        Assert.Equal("sampling/createMessage", Only(asked).Value.GetProperty("method").GetString());
        Assert.Contains("\"n\":1", await AnswerAsync(asked, 1), StringComparison.Ordinal);
    }

    [Fact]
    public async Task CallsAtTheSameTime_AskOneAfterTheOther_AndEachGetsItsOwnAnswer()
    {
        var calls = Enumerable.Range(0, 4).Select(_ => _client.CallAsync("ask", "{}")).ToList();
        for (var n = 0; n < 4; n++)
        {
            // While one waits for its client, no other has asked.
            var first = await Task.WhenAny(calls);
            Assert.Equal(1, calls.Count(static c => c.IsCompleted));
            calls.Remove(first);
            var text = await AnswerAsync(await first, n);
            Assert.Contains($"\"n\":{n}", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task CallsThatAskNothing_GoOnBesideOneThatAsks()
    {
        Assert.Equal("released", ModernClient.TextOf(await _client.CallAsync("release", "{}")));
        var asked = await _client.CallAsync("ask", "{}");
        Assert.Equal("released", ModernClient.TextOf(await _client.CallAsync("release", "{}")));
        Assert.Contains("\"n\":5", await AnswerAsync(asked, 5), StringComparison.Ordinal);
    }

    [Fact]
    public async Task QuestionOfOneOfTwoCalls_WaitsUntilTheOtherIsAnswered()
    {
        // Both are known to ask nothing, so that neither waits for the other.
        await _client.CallAsync("release", "{}");
        using var before = await _client.BeginAsync("wait", "{}");
        await _client.CallAsync("release", "{}");
        await before.EndAsync();

        using var quiet = await _client.BeginAsync("wait", "{}");
        using var asking = await _client.BeginAsync("wait", """{"ask":1}""");
        Assert.Equal("released", ModernClient.TextOf(await _client.CallAsync("release", "{}")));
        Assert.Equal("released", ModernClient.TextOf(await quiet.EndAsync()));
        var asked = await asking.EndAsync();
        var (key, _) = Only(asked);
        Assert.Contains("\"n\":7", ModernClient.TextOf(await _client.RetryAsync(asked, "wait", """{"ask":1}""", $$$"""{"{{{key}}}":{"n":7}}""")), StringComparison.Ordinal);
    }

    private async Task<string> AnswerAsync(JsonElement asked, int number)
    {
        var (key, _) = Only(asked);
        return ModernClient.TextOf(await _client.RetryAsync(asked, "ask", "{}", $$$"""{"{{{key}}}":{"n":{{{number}}}}}"""));
    }

    private static (string Key, JsonElement Value) Only(JsonElement asked)
    {
        var only = Assert.Single(asked.GetProperty("result").GetProperty("inputRequests").EnumerateObject());
        return (only.Name, only.Value);
    }
}
