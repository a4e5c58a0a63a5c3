using System.Text;
using Catalog.Gateway.Aggregation;
using Catalog.Gateway.Tests.Running;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Catalog.Gateway.Tests.Downstreams;

/// <summary>A call at a server behind an address that says nothing for long: its client hears that it goes on, if it takes streams.</summary>
public sealed class SlowCallTests : IAsyncLifetime
{
    private const string Call = """{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"work"}}""";

    private readonly FakeTimeProvider _clock = new();
    private readonly TaskCompletionSource<(int Status, string Type, string Body)> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private HttpUpstreamDouble _upstream = null!;
    private HttpGateway _gateway = null!;

    public async ValueTask InitializeAsync()
    {
        _upstream = await HttpUpstreamDouble.StartAsync();
        _upstream.Answer = async (context, _) =>
        {
            var (status, type, body) = await _answer.Task;
            (context.Response.StatusCode, context.Response.ContentType) = (status, type);
            await context.Response.WriteAsync(body);
        };
        _gateway = await HttpGateway.StartAsync(
            folder => AggregatePlans.Of(folder, new AggregatePlan(), ("s", _upstream.Address, [], AggregatePlans.AllowAll)), parts: services => services.AddSingleton<TimeProvider>(_clock));
    }

    public async ValueTask DisposeAsync()
    {
        _answer.TrySetResult((200, "application/json", ""));
        await _gateway.DisposeAsync();
        await _upstream.DisposeAsync();
    }

    [Theory]
    [InlineData(200, "application/json", """{"jsonrpc":"2.0","id":1,"result":{"content":[]}}""", """{"jsonrpc":"2.0","id":1,"result":{"content":[]}}""")]
    [InlineData(200, "text/event-stream", "data: {\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"content\":[]}}\n\n", """{"jsonrpc":"2.0","id":1,"result":{"content":[]}}""")]
    [InlineData(404, "text/plain", "Not here", "-31001")]
    [InlineData(500, "application/json", "", "-31001")]
    public async Task CallOfWhichNothingIsTold_BecomesAStream_AndEndsWithWhatTheServerSays(int status, string type, string body, string heard)
    {
        var calling = _gateway.OpenAsync("/mcp/s", Call);
        await AdvanceAsync(() => calling.IsCompleted);
        using var call = await calling;
        Assert.Equal((200, "text/event-stream"), ((int)call.StatusCode, call.Content.Headers.ContentType?.MediaType));
        using var events = new StreamReader(await call.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken), Encoding.UTF8);
        var comment = events.ReadLineAsync(TestContext.Current.CancellationToken).AsTask();
        await AdvanceAsync(() => comment.IsCompleted);
        Assert.Equal(": keep-alive", await comment);

        _answer.SetResult((status, type, body));
        var message = await events.NextMessageAsync();
        Assert.Contains(heard, message.GetRawText(), StringComparison.Ordinal);
        Assert.Equal(1, message.GetProperty("id").GetInt32());
        Assert.Equal("\n", await events.ReadToEndAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("application/json", Call)]
    [InlineData("application/json, text/event-stream", """{"jsonrpc":"2.0","id":1,"method":"tools/list"}""")]
    public async Task RequestThatIsNoCall_AndClientThatTakesNoStreams_AreAnsweredWhole(string accept, string message)
    {
        var calling = _gateway.PostToAsync("/mcp/s", message, ("Accept", accept));
        await AdvanceAsync(() => !_upstream.Requests.IsEmpty);
        for (var i = 0; i < 60; i++)
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        _answer.SetResult((200, "application/json", """{"jsonrpc":"2.0","id":1,"result":{"tools":[]}}"""));
        var reply = await calling;
        Assert.Equal((200, "application/json"), (reply.Status, reply.Headers["Content-Type"]));
    }

    [Fact]
    public async Task CallThatIsAnsweredSoon_IsNoStream()
    {
        _answer.SetResult((200, "application/json", """{"jsonrpc":"2.0","id":1,"result":{"content":[]}}"""));
        Assert.Equal("application/json", (await _gateway.PostToAsync("/mcp/s", Call)).Headers["Content-Type"]);
    }

    private async Task AdvanceAsync(Func<bool> isDone)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        for (var i = 0; i < 300 && !isDone(); i++)
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }

        Assert.True(isDone());
    }
}
