using System.Text;
using Catalog.Core.Decisions;
using Catalog.Gateway.Tests.Running;
using Microsoft.AspNetCore.Http;

namespace Catalog.Gateway.Tests.Downstreams;

/// <summary>Answers that are longer than what is held of them.</summary>
public sealed class LongAnswerTests : IAsyncLifetime
{
    private const string Call = """{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"echo","arguments":{}}}""";
    private const string OneThatComesBack = """{"version":"1","default":"deny","tools":{"echo":{"limits":[{"counter":"c","window":"month","max":1,"scope":"grant","refund_on_error":true}]}}}""";

    private static readonly string Long = new('x', 300_000);

    private HttpUpstreamDouble _upstream = null!;

    public async ValueTask InitializeAsync() => _upstream = await HttpUpstreamDouble.StartAsync();

    public ValueTask DisposeAsync() => _upstream.DisposeAsync();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Answer_Long_PassesByteForByte(bool saysItsLength)
    {
        await using var gateway = await HttpGateway.StartAsync(OneThatComesBack, _upstream.Address);
        var answer = $$$"""{"jsonrpc": "2.0", "id":1,"result":{"content":[{"type":"text","text":"\u00e9 {{{Long}}}"}],"x":1.0e0 }}""";
        AnswerWith(answer, saysItsLength);
        var reply = await gateway.PostAsync(Call);
        Assert.Equal(200, reply.Status);
        Assert.Equal(answer, reply.Body);
        Assert.Equal("application/json", reply.Headers["Content-Type"]);
    }

    [Theory]
    [InlineData("}} and more", true)]
    [InlineData("}", true)]
    [InlineData("\u0001\"}}", true)]
    [InlineData("}]", true)]
    [InlineData("}", false)]
    public async Task Answer_LongAndNoMessage_IsNotFinished(string end, bool saysItsLength)
    {
        await using var gateway = await HttpGateway.StartAsync(OneThatComesBack, _upstream.Address);
        AnswerWith($$$"""{"jsonrpc":"2.0","id":1,"result":{"content":["{{{Long}}}"]{{{end}}}""", saysItsLength);
        await Assert.ThrowsAsync<HttpRequestException>(() => gateway.PostAsync(Call));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Answer_LongAndInFactAQuestion_IsNotFinished(bool saysItsLength)
    {
        await using var gateway = await HttpGateway.StartAsync(OneThatComesBack, _upstream.Address);
        AnswerWith($$$"""{"jsonrpc":"2.0","id":1,"params":{"prompt":"{{{Long}}}"},"method":"sampling/createMessage"}""", saysItsLength);
        await Assert.ThrowsAsync<HttpRequestException>(() => gateway.PostAsync(Call));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    [InlineData(16_000)]
    public async Task Answer_ShortOfUnknownLength_PassesWithItsLength(int letters)
    {
        await using var gateway = await HttpGateway.StartAsync(OneThatComesBack, _upstream.Address);
        var answer = $$$"""{"jsonrpc":"2.0","id":1,"result":{"content":[{"type":"text","text":"{{{Long[..letters]}}}"}]}}""";
        AnswerWith(answer, saysItsLength: false);
        var reply = await gateway.PostAsync(Call);
        Assert.Equal(answer, reply.Body);
        Assert.Equal($"{answer.Length}", reply.Headers["Content-Length"]);
    }

    [Fact]
    public async Task Answer_OfUnknownLengthThatNeverEnds_IsBrokenOffAtTheLimit()
    {
        await using var gateway = await HttpGateway.StartAsync(OneThatComesBack, _upstream.Address, maxAnswerBytes: 100_000);
        AnswerWith($$$"""{"jsonrpc":"2.0","id":1,"result":{"content":["{{{Long}}}"]}}""", saysItsLength: false);
        await Assert.ThrowsAsync<HttpRequestException>(() => gateway.PostAsync(Call));
        Assert.Contains(await gateway.DecisionsAsync(static e => e.Outcome == DecisionOutcome.Unanswered), static e => e.Outcome == DecisionOutcome.Unanswered);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Upstream_ThatStopsInTheMiddle_LeavesTheCallerABrokenAnswer(bool saysItsLength)
    {
        await using var gateway = await HttpGateway.StartAsync(OneThatComesBack, _upstream.Address);
        _upstream.Answer = async (context, _) =>
        {
            context.Response.ContentType = "application/json";
            context.Response.ContentLength = saysItsLength ? 1_000_000 : null;
            await context.Response.WriteAsync($$$"""{"jsonrpc":"2.0","id":1,"result":{"content":["{{{Long}}}""");
            await context.Response.Body.FlushAsync();
            context.Abort();
        };
        await Assert.ThrowsAsync<HttpRequestException>(() => gateway.PostAsync(Call));
        Assert.Contains(await gateway.DecisionsAsync(static e => e.Outcome == DecisionOutcome.Unanswered), static e => e.Outcome == DecisionOutcome.Unanswered);
    }

    [Fact]
    public async Task Caller_WhoNeverReads_HoldsUpNobodyAndTheUpstreamIsLetGo()
    {
        await using var gateway = await HttpGateway.StartAsync("""{"version":"1","default":"allow"}""", _upstream.Address);
        var plain = _upstream.Answer;
        var isLetGo = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _upstream.Answer = async (context, body) =>
        {
            if (!body.Contains("\"endless\"", StringComparison.Ordinal))
            {
                await plain(context, body);
                return;
            }

            context.RequestAborted.Register(isLetGo.SetResult);
            context.Response.ContentType = "application/json";
            await context.Response.WriteAsync("""{"jsonrpc":"2.0","id":1,"result":{"content":[""");
            while (!context.RequestAborted.IsCancellationRequested)
            {
                await context.Response.WriteAsync("\"" + Long + "\",");
            }
        };
        using (var silent = new RawCaller(gateway.Endpoint))
        {
            await silent.SendAsync("""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"endless"}}""");
            for (var i = 0; i < 5; i++)
            {
                Assert.Equal(200, (await gateway.PostAsync(Call)).Status);
            }
        }

        await isLetGo.Task.WaitAsync(TimeSpan.FromSeconds(60));
    }

    [Fact]
    public async Task Answer_LongAndWrongFromTheStart_IsAnError()
    {
        await using var gateway = await HttpGateway.StartAsync(OneThatComesBack, _upstream.Address);
        AnswerWith("<html>" + Long, saysItsLength: true);
        var reply = await gateway.PostAsync(Call);
        Assert.Equal((200, -31001), (reply.Status, reply.ErrorCode));
    }

    [Fact]
    public async Task Answer_LongToolError_GivesBackWhatTheCallDrew()
    {
        await using var gateway = await HttpGateway.StartAsync(OneThatComesBack, _upstream.Address);
        AnswerWith($$$"""{"jsonrpc":"2.0","id":1,"result":{"content":[{"type":"text","text":"{{{Long}}}"}],"isError":true}}""", saysItsLength: true);
        for (var i = 0; i < 3; i++)
        {
            Assert.DoesNotContain("POLICY DENIED", (await gateway.PostAsync(Call)).Body, StringComparison.Ordinal);
        }

        AnswerWith($$$"""{"jsonrpc":"2.0","id":1,"result":{"content":[{"type":"text","text":"{{{Long}}}"}]}}""", saysItsLength: true);
        Assert.DoesNotContain("POLICY DENIED", (await gateway.PostAsync(Call)).Body, StringComparison.Ordinal);
        Assert.Contains("POLICY DENIED", (await gateway.PostAsync(Call)).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_Long_IsTrimmed()
    {
        await using var gateway = await HttpGateway.StartAsync("""{"version":"1","default":"allow","hide":["secret"]}""", _upstream.Address);
        AnswerWith($$$"""{"jsonrpc":"2.0","id":1,"result":{"tools":[{"name":"echo","description":"{{{Long}}}","inputSchema":{}},{"name":"secret","inputSchema":{}}]}}""", saysItsLength: true);
        var reply = await gateway.PostAsync("""{"jsonrpc":"2.0","id":1,"method":"tools/list"}""");
        Assert.Contains("\"echo\"", reply.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", reply.Body, StringComparison.Ordinal);
    }

    private void AnswerWith(string answer, bool saysItsLength) => _upstream.Answer = async (context, _) =>
    {
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = saysItsLength ? Encoding.UTF8.GetByteCount(answer) : null;
        await context.Response.WriteAsync(answer);
    };
}
