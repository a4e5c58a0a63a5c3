using Catalog.Gateway.Tests.Running;
using Microsoft.AspNetCore.Http;

namespace Catalog.Gateway.Tests.Downstreams;

/// <summary>What the end of a gateway does to those who are connected. The grace is longer than the tests wait.</summary>
public sealed class ShutdownTests : IAsyncLifetime
{
    private const string AllowAll = """{"version":"1","default":"allow"}""";
    private const string Call = """{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"echo","arguments":{}}}""";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(10);

    private HttpUpstreamDouble _upstream = null!;

    public async ValueTask InitializeAsync() => _upstream = await HttpUpstreamDouble.StartAsync();

    public ValueTask DisposeAsync() => _upstream.DisposeAsync();

    [Fact]
    public async Task StreamWithoutACall_DoesNotKeepTheGateway()
    {
        var opened = new TaskCompletionSource();
        _upstream.Answer = async (context, _) =>
        {
            context.Response.ContentType = "text/event-stream";
            await context.Response.WriteAsync(": here\n\n", context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
            opened.TrySetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted).ContinueWith(static _ => { }, TaskScheduler.Default);
        };
        await using var gateway = await HttpGateway.StartAsync(AllowAll, _upstream.Address, shutdownGrace: Grace);
        var stream = gateway.GetAsync("/mcp", ("Accept", "text/event-stream"));
        await opened.Task.WaitAsync(Patience, TestContext.Current.CancellationToken);

        await gateway.EndAsync().WaitAsync(Patience, TestContext.Current.CancellationToken);

        // Cut off or ended: the client is told either way.
        await ((Task)stream).ContinueWith(static _ => { }, TaskScheduler.Default).WaitAsync(Patience, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task CallUnderWay_IsAnsweredBeforeTheEnd()
    {
        var (asked, told) = (new TaskCompletionSource(), new TaskCompletionSource());
        _upstream.Answer = async (context, body) =>
        {
            asked.TrySetResult();
            await told.Task.WaitAsync(context.RequestAborted);
            await HttpUpstreamDouble.JsonAsync(context, HttpUpstreamDouble.Result(body, """{"content":[]}"""));
        };
        await using var gateway = await HttpGateway.StartAsync(AllowAll, _upstream.Address, shutdownGrace: Grace);
        var call = gateway.PostAsync(Call);
        await asked.Task.WaitAsync(Patience, TestContext.Current.CancellationToken);

        var end = gateway.EndAsync();
        told.SetResult();

        Assert.Equal(200, (await call).Status);
        await end.WaitAsync(Patience, TestContext.Current.CancellationToken);
    }
}
