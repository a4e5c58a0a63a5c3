using System.Collections.Concurrent;
using Catalog.Core.Decisions;
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

    /// <summary>Whatever a gateway forwarded, its log says what became of it, also where it ends in the midst of the work.</summary>
    [Fact]
    public async Task CallsUnderWay_AtTheEnd_AreEachToldByTheLog()
    {
        // Some are answered at once, some while the gateway ends, some never.
        _upstream.Answer = async (context, body) =>
        {
            var number = int.Parse(body.Split("\"id\":")[1].Split(',')[0], System.Globalization.CultureInfo.InvariantCulture);
            await Task.Delay(number % 10 == 9 ? Patience : TimeSpan.FromMilliseconds(number % 10 * 20), context.RequestAborted).ContinueWith(static _ => { }, TaskScheduler.Default);
            await HttpUpstreamDouble.JsonAsync(context, HttpUpstreamDouble.Result(body, """{"content":[]}"""));
        };
        for (var round = 0; round < 4; round++)
        {
            await using var gateway = await HttpGateway.StartAsync(AllowAll, _upstream.Address);
            var (number, answered, enough) = (0, new ConcurrentBag<int>(), new SemaphoreSlim(0));
            var callers = Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
            {
                try
                {
                    while (true)
                    {
                        var id = Interlocked.Increment(ref number);
                        if ((await gateway.PostAsync(Call.Replace("\"id\":1", $"\"id\":{id}", StringComparison.Ordinal).Replace("echo", $"echo-{id}", StringComparison.Ordinal))).Body.Contains("result", StringComparison.Ordinal))
                        {
                            answered.Add(id);
                            enough.Release();
                        }
                    }
                }
                catch (Exception cut) when (cut is HttpRequestException or OperationCanceledException or IOException)
                {
                    // The gateway has ended.
                }
            })).ToList();
            for (var i = 0; i < 15 + round; i++)
            {
                Assert.True(await enough.WaitAsync(Patience, TestContext.Current.CancellationToken));
            }

            var entries = await gateway.CutOffAsync();
            await Task.WhenAll(callers);

            var later = entries.Where(static e => e.Decision == DecisionKind.Settled).ToDictionary(static e => e.Of!, static e => e.Outcome, StringComparer.Ordinal);
            var outcomes = entries.Where(static e => e.Decision == DecisionKind.Allow).ToDictionary(static e => e.Tool!, e => e.Outcome ?? (e.Id is { } open ? later.GetValueOrDefault(open) : null), StringComparer.Ordinal);
            Assert.DoesNotContain(outcomes, static call => call.Value is null);
            Assert.All(answered, id => Assert.Equal(DecisionOutcome.Answered, outcomes[$"echo-{id}"]));
            enough.Dispose();
        }
    }
}
