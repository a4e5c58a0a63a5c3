using System.Text;
using Catalog.Gateway.Aggregation;
using Catalog.Gateway.Downstreams;
using Catalog.Gateway.Enforcement;
using Catalog.Gateway.Lanes;
using Catalog.Gateway.Tests.Running;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Catalog.Gateway.Tests.Downstreams;

/// <summary>A stream has its turn before its client hears that it is open: one that a client opens upon that is the newer one, whatever waits for what meanwhile.</summary>
public sealed class StreamTurnTests
{
    private const string Initialize = """{"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{"elicitation":{"url":{}}},"clientInfo":{"name":"t","version":"1"}}}""";
    private const string AsksAPerson = """{"version":"1","default":"allow","tools":{"echo":{"approval":{}}}}""";
    private const string News = """{"jsonrpc":"2.0","method":"notifications/elicitation/complete","params":{"elicitationId":"e"}}""";

    [Fact]
    public async Task StreamOfTheGatewaysOwn_ThatIsOpenedWhenTheClientHearsOfTheFirst_IsTheNewest()
    {
        var unasked = new UnaskedStream();
        var told = new TaskCompletionSource<string>();
        await using var second = new HttpAnswer(Context(new HeardBody(written: text => told.TrySetResult(text))));
        var newer = Task.CompletedTask;
        await using var first = new HttpAnswer(Context(new HeardBody(opened: () => newer = unasked.ListenAsync(second))));

        var older = unasked.ListenAsync(first);

        Assert.Same(older, await Task.WhenAny(older, newer));
        await older;
        Assert.True(unasked.TryTell("{}"u8.ToArray()));
        Assert.Contains("data: {}", await told.Task, StringComparison.Ordinal);
        unasked.Complete();
        await newer;
    }

    [Fact]
    public async Task StreamOfAServer_ThatIsOpenedWhenTheClientHearsOfTheFirst_IsToldWhatTheGatewaySays()
    {
        await using var upstream = await HttpUpstreamDouble.StartAsync();
        upstream.Answer = AnswerAsync;
        var opening = new OpeningStreams();
        await using var gateway = await HttpGateway.StartAsync(
            folder => AggregatePlans.Of(folder, new AggregatePlan(), ("s", upstream.Address, [], AsksAPerson)), parts: services => services.AddSingleton<IStartupFilter>(opening));
        var session = ("Mcp-Session-Id", (await gateway.PostToAsync("/mcp/s", Initialize)).Headers["Mcp-Session-Id"]);
        HttpResponseMessage? newer = null;
        opening.First = async () => newer = await gateway.ListenAsync("/mcp/s", session);

        using var older = await gateway.ListenAsync("/mcp/s", session);
        using var olderEvents = new StreamReader(await older.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken), Encoding.UTF8);
        using var newerEvents = new StreamReader(await newer!.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken), Encoding.UTF8);
        // The server's first event says that the relay has begun, on both.
        await olderEvents.NextMessageAsync();
        await newerEvents.NextMessageAsync();
        var sessions = gateway.Services.GetRequiredService<LaneSet>().Lanes["s"].Services.GetRequiredService<HttpSessions>();
        Assert.True(sessions.FindOrNull(session.Item2, Caller.AnonymousId)!.TryTell(Encoding.UTF8.GetBytes(News)));

        var onNewer = newerEvents.NextMessageAsync();
        Assert.Same(onNewer, await Task.WhenAny(onNewer, olderEvents.NextMessageAsync()));
        Assert.Equal("notifications/elicitation/complete", (await onNewer).GetProperty("method").GetString());
        newer.Dispose();
    }

    private static async Task AnswerAsync(HttpContext context, string body)
    {
        context.Response.Headers["Mcp-Session-Id"] = "u1";
        if (context.Request.Method != "GET")
        {
            await HttpUpstreamDouble.JsonAsync(context, HttpUpstreamDouble.Result(body, """{"protocolVersion":"2025-11-25","capabilities":{},"serverInfo":{"name":"d","version":"1"}}"""));
            return;
        }

        context.Response.ContentType = "text/event-stream";
        await context.Response.WriteAsync("data: {\"jsonrpc\":\"2.0\",\"method\":\"notifications/tools/list_changed\"}\n\n");
        await context.Response.Body.FlushAsync();
        await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(static _ => { }, TaskScheduler.Default);
    }

    private static DefaultHttpContext Context(Stream body) => new()
    {
        RequestServices = new ServiceCollection().AddSingleton(TimeProvider.System).BuildServiceProvider(),
        Response = { Body = body },
    };

    /// <summary>Does something just before the first stream's client hears that it is open.</summary>
    private sealed class OpeningStreams : IStartupFilter
    {
        private Func<Task>? _first;

        public Func<Task>? First
        {
            set => _first = value;
        }

        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((context, after) =>
            {
                if (context.Request.Method == "GET" && Interlocked.Exchange(ref _first, null) is { } first)
                {
                    context.Response.OnStarting(first);
                }

                return after(context);
            });
            next(app);
        };
    }

    /// <summary>What is written to a client, and the moment at which it first hears anything.</summary>
    private sealed class HeardBody(Action? opened = null, Action<string>? written = null) : MemoryStream
    {
        private Action? _opened = opened;

        public override Task FlushAsync(CancellationToken cancellationToken)
        {
            Interlocked.Exchange(ref _opened, null)?.Invoke();
            return Task.CompletedTask;
        }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            written?.Invoke(Encoding.UTF8.GetString(buffer.Span));
            return ValueTask.CompletedTask;
        }
    }
}
