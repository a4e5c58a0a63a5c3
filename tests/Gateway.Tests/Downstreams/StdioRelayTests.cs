using System.Diagnostics;
using System.Globalization;
using Catalog.Gateway.Tests.Running;

namespace Catalog.Gateway.Tests.Downstreams;

public sealed class StdioRelayTests
{
    private const string AllowAll = """{"version":"1","default":"allow"}""";
    private const string Initialize = """{"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{},"clientInfo":{"name":"t","version":"1"}}}""";
    private const string Initialized = """{"jsonrpc":"2.0","method":"notifications/initialized"}""";

    [Fact]
    public async Task Call_OddlySpelled_ReachesTheUpstreamByteForByte()
    {
        await using var gateway = StdioGateway.Start(AllowAll);
        const string Odd = """ { "params":{"_meta":{"x/y":1e2},"arguments":{"n":1.0,"big":123456789012345678901234567890,"s":"\u0041\/é<>&'+"},"name":"echo","x-p":null}, "method":"tools\/call" ,"jsonrpc":"2.0","id":7 ,"x":[ ]} """;
        var answer = await gateway.AskAsync(Odd.Replace("tools\\/call", "tools/call", StringComparison.Ordinal));
        Assert.Equal(7, answer.GetProperty("id").GetInt32());
        Assert.Equal(Odd.Replace("tools\\/call", "tools/call", StringComparison.Ordinal), Assert.Single(gateway.Received));
    }

    [Fact]
    public async Task List_HiddenTool_IsAbsentAndTheRestIsUntouched()
    {
        await using var gateway = StdioGateway.Start("""{"version":"1","default":"allow","hide":["secret"]}""");
        await gateway.SendAsync("""{"jsonrpc":"2.0","id":1,"method":"tools/list"}""");
        Assert.Equal(
            """{"jsonrpc":"2.0","id":1,"result":{"x":1.0,"tools":[{"name":"echo","inputSchema":{"type":"object","properties":{"a":{}}}},{"name":"fail"}],"cacheScope":"private"}}""",
            await gateway.ReceiveLineAsync());
    }

    [Fact]
    public async Task Noise_OnTheUpstreamsOutput_DoesNotReachTheDownstream()
    {
        await using var gateway = StdioGateway.Start(AllowAll);
        Assert.Equal(3, (await gateway.CallAsync(3, "noise")).GetProperty("id").GetInt32());
    }

    [Fact]
    public async Task Answer_LongerThanAllowed_IsAnErrorAndTheCallCounts()
    {
        const string TwoADay = """{"version":"1","default":"allow","tools":{"long":{"limits":[{"counter":"c","window":"month","max":2,"scope":"grant"}]}}}""";
        await using var gateway = StdioGateway.Start(TwoADay, new StdioGateway.Setup { MaxAnswerBytes = 100_000 });
        for (var id = 1; id <= 2; id++)
        {
            var error = (await gateway.CallAsync(id, "long")).GetProperty("error");
            Assert.Equal(-31001, error.GetProperty("code").GetInt32());
            Assert.Contains("longer than 100000 bytes", error.GetProperty("message").GetString(), StringComparison.Ordinal);
            // The line behind is read as ever, and one that is no message is nobody's.
            Assert.Equal(100 + id, (await gateway.CallAsync(100 + id, "stray")).GetProperty("id").GetInt32());
        }

        Assert.Contains("Limit reached", (await gateway.CallAsync(3, "long")).GetRawText(), StringComparison.Ordinal);
        Assert.Equal(2, gateway.Received.Count(static line => line.Contains("\"long\"", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Call_ThatTheServerNeverAnswers_EndsInTheServersTime_AndTheServerHearsIt()
    {
        await using var gateway = StdioGateway.Start(AllowAll, new StdioGateway.Setup { UpstreamTimeout = TimeSpan.FromSeconds(1) });
        var answer = await gateway.CallAsync(1, "silent");
        Assert.Equal(-31001, answer.GetProperty("error").GetProperty("code").GetInt32());
        Assert.Contains("did not answer in 1 seconds", answer.GetProperty("error").GetProperty("message").GetString(), StringComparison.Ordinal);
        await gateway.Log.WaitForAsync("did not answer a request in 1 seconds");

        // The same process goes on, and was told before it hears of anything else.
        await gateway.CallAsync(2, "echo");
        Assert.Equal(["tools/call", "notifications/cancelled", "tools/call"], gateway.Received.Select(static line => System.Text.Json.JsonDocument.Parse(line).RootElement.GetProperty("method").GetString()));
    }

    [Fact]
    public async Task Upstream_DiesInMidCall_IsToldAndStartedAgainWithItsSession()
    {
        await using var gateway = StdioGateway.Start(AllowAll);
        await gateway.AskAsync(Initialize);
        await gateway.SendAsync(Initialized);
        var died = await gateway.CallAsync(1, "die");
        Assert.Equal(-31001, died.GetProperty("error").GetProperty("code").GetInt32());
        Assert.Contains("exit code 7", died.GetProperty("error").GetProperty("message").GetString(), StringComparison.Ordinal);

        var after = await gateway.CallAsync(2, "echo");
        Assert.Equal(2, after.GetProperty("id").GetInt32());
        Assert.Equal("done", after.GetProperty("result").GetProperty("content")[0].GetProperty("text").GetString());
        // The new process was shaken hands with, under an id that no client uses.
        Assert.Equal(2, gateway.Received.Count(static line => line.Contains("\"initialize\"", StringComparison.Ordinal)));
        Assert.Contains(gateway.Received, static line => line.Contains("\"id\":\"catalog-", StringComparison.Ordinal));
        Assert.Equal(2, gateway.Received.Count(static line => line == Initialized));
    }

    [Fact]
    public async Task Upstream_ThatCannotBeStarted_IsToldAndDrawsNothing()
    {
        const string OneADay = """{"version":"1","default":"deny","tools":{"echo":{"limits":[{"counter":"c","window":"month","max":1,"scope":"grant"}]}}}""";
        await using var gateway = StdioGateway.Start(OneADay, new StdioGateway.Setup { Command = ["no-such-command-anywhere"] });
        for (var id = 1; id <= 3; id++)
        {
            var answer = await gateway.CallAsync(id, "echo");
            Assert.Contains("cannot be started", answer.GetProperty("error").GetProperty("message").GetString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Id_InFlight_IsRefused()
    {
        await using var gateway = StdioGateway.Start(AllowAll);
        await gateway.SendAsync("""{"jsonrpc":"2.0","id":5,"method":"tools/call","params":{"name":"silent"}}""");
        var second = await gateway.AskAsync("""{"jsonrpc":"2.0","id":5,"method":"tools/call","params":{"name":"echo"}}""");
        Assert.Equal(-32600, second.GetProperty("error").GetProperty("code").GetInt32());
        Assert.DoesNotContain(gateway.Received, static line => line.Contains("echo", StringComparison.Ordinal));
        Assert.Equal("(id in flight)", (await gateway.DecisionsAsync())[^1].Rule);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("true")]
    [InlineData("1.5")]
    [InlineData("-0")]
    [InlineData("{}")]
    [InlineData("[1]")]
    public async Task Id_ThatNoneCanHave_IsAnsweredForItsSenderWaits(string id)
    {
        await using var gateway = StdioGateway.Start(AllowAll);
        var refused = await gateway.AskAsync($$"""{"jsonrpc":"2.0","id":{{id}},"method":"tools/list"}""");
        Assert.Equal(System.Text.Json.JsonValueKind.Null, refused.GetProperty("id").ValueKind);
        Assert.Equal(-32600, refused.GetProperty("error").GetProperty("code").GetInt32());
        // A notification waits for nobody, however wrong it is: the next line answered is the next request's.
        await gateway.SendAsync("""{"jsonrpc":"1.0","method":"notifications/initialized"}""");
        Assert.Equal(4, (await gateway.CallAsync(4, "echo")).GetProperty("id").GetInt32());
        Assert.Single(gateway.Received);
    }

    [Fact]
    public async Task UnknownMethod_IsAnsweredAndNotForwarded()
    {
        await using var gateway = StdioGateway.Start(AllowAll);
        var answer = await gateway.AskAsync("""{"jsonrpc":"2.0","id":1,"method":"tools/callAll","params":{}}""");
        Assert.Equal(-32601, answer.GetProperty("error").GetProperty("code").GetInt32());
        await gateway.SendAsync("""{"jsonrpc":"2.0","method":"notifications/run","params":{}}""");
        await gateway.AskAsync("""{"jsonrpc":"2.0","id":2,"method":"ping"}""");
        Assert.Single(gateway.Received);
        Assert.Equal(2, (await gateway.DecisionsAsync()).Count(static e => e.Rule == "(unknown method)"));
    }

    [Fact]
    public async Task LongLine_IsRefusedAndTheNextOneIsRead()
    {
        await using var gateway = StdioGateway.Start(AllowAll, new StdioGateway.Setup { MaxMessageBytes = 2048 });
        var answer = await gateway.CallAsync(1, "echo", $"{{\"a\":\"{new string('x', 100_000)}\"}}");
        Assert.Equal(-32600, answer.GetProperty("error").GetProperty("code").GetInt32());
        Assert.Equal(2, (await gateway.CallAsync(2, "echo")).GetProperty("id").GetInt32());
        Assert.Single(gateway.Received);
    }

    [Fact]
    public async Task End_OfTheDownstream_EndsTheUpstreamAndWhatItStarted()
    {
        await using var gateway = StdioGateway.Start(AllowAll);
        await gateway.CallAsync(1, "child");
        var child = int.Parse(gateway.ChildProcess, CultureInfo.InvariantCulture);
        Assert.False(Process.GetProcessById(child).HasExited);
        await gateway.EndAsync();
        Assert.True(SpinWait.SpinUntil(() => IsGone(gateway.ChildProcess), TimeSpan.FromSeconds(30)));
    }

    [Fact]
    public async Task Downstream_ThatReadsNothing_IsGivenUpAndItsUpstreamEnds()
    {
        await using var gateway = StdioGateway.Start(AllowAll, new StdioGateway.Setup { Send = TimeSpan.FromSeconds(1) });
        await gateway.CallAsync(1, "child");
        var child = gateway.ChildProcess;
        for (var id = 2; id < 8; id++)
        {
            // The answer names the id again: more than lies between the two ends of the stream.
            await gateway.SendAsync($$"""{"jsonrpc":"2.0","id":"{{id}}{{new string('i', 30_000)}}","method":"ping"}""");
        }

        // Its input is still open.
        Assert.Null(await gateway.FailureAsync());
        await gateway.Log.WaitForAsync("took nothing of what is written to it");
        Assert.True(SpinWait.SpinUntil(() => IsGone(child), TimeSpan.FromSeconds(30)));
    }

    [Fact]
    public async Task Upstream_ThatReadsNothing_IsEndedAndTheCallersAreTold()
    {
        await using var gateway = StdioGateway.Start(AllowAll, new StdioGateway.Setup { Command = ["/bin/sh", "-c", "exec sleep 1000"], UpstreamTimeout = TimeSpan.FromSeconds(1) });
        // More than a pipe holds.
        var answer = await gateway.CallAsync(1, "echo", $$"""{"a":"{{new string('x', 200_000)}}"}""");
        Assert.Contains("ended while it was working on this request", answer.GetProperty("error").GetProperty("message").GetString(), StringComparison.Ordinal);
        await gateway.Log.WaitForAsync("took no message for 1 seconds");
    }

    [Fact]
    public async Task Start_BadPolicy_IsStoppedWithEveryError()
    {
        await using var gateway = StdioGateway.Start("""{"version":"2","default":"maybe","toolz":{}}""");
        var failure = Assert.IsType<Catalog.Gateway.Loading.BadPolicyException>(await gateway.FailureAsync());
        Assert.Equal(3, failure.Errors.Count);
        Assert.All(failure.Errors, static e => Assert.True(e.Line > 0 && e.Column > 0));
    }

    // Whoever adopts the orphan reaps it in its own time; until then it is a zombie.
    private static bool IsGone(string process) =>
        !File.Exists($"/proc/{process}/status") || File.ReadAllText($"/proc/{process}/status").Contains("State:\tZ", StringComparison.Ordinal);
}
