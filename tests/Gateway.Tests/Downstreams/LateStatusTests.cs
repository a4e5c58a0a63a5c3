using System.Text.Json;
using Catalog.Gateway.Aggregation;
using Catalog.Gateway.Tests.Running;
using Catalog.Gateway.Upstreams;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Catalog.Gateway.Tests.Downstreams;

/// <summary>Error statuses of a server that come when the call has become a stream: its client is told in words, and nothing of what the server said to the gateway.</summary>
public sealed class LateStatusTests : IAsyncLifetime
{
    private const string Initialize = """{"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{},"clientInfo":{"name":"t","version":"1"}}}""";
    private const string Call = """{"jsonrpc":"2.0","id":7,"method":"tools/call","params":{"name":"work"}}""";
    private const string Secret = "sk-only-for-the-gateway";

    private readonly FakeTimeProvider _clock = new();
    private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private HttpUpstreamDouble _upstream = null!;
    private HttpGateway _gateway = null!;

    public async ValueTask InitializeAsync()
    {
        _upstream = await HttpUpstreamDouble.StartAsync();
        _gateway = await HttpGateway.StartAsync(
            folder => AggregatePlans.Of(folder, new AggregatePlan(), ("a", _upstream.Address, [], AggregatePlans.AllowAll)),
            parts: services => services.AddSingleton<TimeProvider>(_clock));
    }

    public async ValueTask DisposeAsync()
    {
        _open.TrySetResult();
        await _gateway.DisposeAsync();
        await _upstream.DisposeAsync();
    }

    [Theory]
    [InlineData(401, "asks for credentials that the gateway does not have")]
    [InlineData(403, "asks for credentials that the gateway does not have")]
    [InlineData(404, "no MCP endpoint at the address")]
    [InlineData(413, "send a shorter one")]
    [InlineData(418, "does not take this request")]
    [InlineData(429, "asked too often; try again later (it says in 30 seconds)")]
    [InlineData(500, "it failed; try again later")]
    [InlineData(503, "not there for now; try again later (it says in 30 seconds)")]
    public async Task Status_BehindAStream_IsToldInWords_AndNothingOfBodyAndChallenge(int status, string words)
    {
        var answer = await CallAsync(status, "text/html", $"<p>{Secret}</p>");

        var error = answer.GetProperty("error");
        Assert.Equal((7, -31001), (answer.GetProperty("id").GetInt32(), error.GetProperty("code").GetInt32()));
        Assert.StartsWith($"The server `a` answered with status {status}: ", error.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Contains(words, error.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, answer.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Status_WithoutABody_IsTold()
    {
        var answer = await CallAsync(502, null, "");

        Assert.Contains("status 502", answer.GetProperty("error").GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Error_WithoutAnId_IsGivenTheCalls()
    {
        var answer = await CallAsync(400, "application/json", """{"jsonrpc":"2.0","id":null,"error":{"code":-32600,"message":"SECRET"}}""".Replace("SECRET", Secret, StringComparison.Ordinal));

        Assert.Equal((7, -31001), (answer.GetProperty("id").GetInt32(), answer.GetProperty("error").GetProperty("code").GetInt32()));
        Assert.EndsWith("status 400: it does not take this request (error -32600)", answer.GetProperty("error").GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, answer.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Error_OfTheCall_GoesOnAsItIs()
    {
        var answer = await CallAsync(400, "application/json", """{"jsonrpc":"2.0","id":7,"error":{"code":-32602,"message":"no such tool"}}""");

        Assert.Equal((-32602, "no such tool"), (answer.GetProperty("error").GetProperty("code").GetInt32(), answer.GetProperty("error").GetProperty("message").GetString()));
    }

    [Fact]
    public async Task SessionThatTheServerForgot_IsOver_AlsoWhereThatCouldNotBeToldByAStatus()
    {
        _upstream.Answer = static (context, body) =>
        {
            context.Response.Headers["Mcp-Session-Id"] = "s";
            return HttpUpstreamDouble.JsonAsync(context, HttpUpstreamDouble.Result(body, """{"protocolVersion":"2025-11-25","capabilities":{}}"""));
        };
        var session = ("Mcp-Session-Id", (await _gateway.PostToAsync("/mcp/a", Initialize)).Headers["Mcp-Session-Id"]);

        var answer = await CallAsync(404, "text/plain", "gone", session);

        Assert.Contains("has forgotten this session (status 404): open a new one", answer.GetProperty("error").GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal(404, (await _gateway.PostToAsync("/mcp/a", Call, session)).Status);
    }

    [Theory]
    [InlineData("30", " (it says in 30 seconds)")]
    [InlineData("Wed, 21 Oct 2026 07:28:00 GMT", "")]
    [InlineData("9999999999", "")]
    [InlineData("", "")]
    [InlineData(null, "")]
    public void RetryAfter_IsToldWhereItIsANumberOfSeconds(string? header, string told) =>
        Assert.Equal($"The server `a` answered with status 429: it was asked too often; try again later{told}", StatusWords.Of("a", 429, header));

    /// <summary>Calls, waits until the call has become a stream, and then lets the server answer.</summary>
    private async Task<JsonElement> CallAsync(int status, string? type, string body, params (string Name, string Value)[] headers)
    {
        _upstream.Answer = async (context, _) =>
        {
            await _open.Task;
            context.Response.StatusCode = status;
            context.Response.Headers.WWWAuthenticate = $"Bearer error=\"{Secret}\"";
            context.Response.Headers.RetryAfter = "30";
            context.Response.ContentType = type;
            await context.Response.WriteAsync(body);
        };
        var calling = _gateway.OpenAsync("/mcp/a", Call, headers);
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        for (var i = 0; i < 3000 && !calling.IsCompleted; i++)
        {
            _clock.Advance(TimeSpan.FromMilliseconds(200));
            await Task.WhenAny(calling, pace.WaitForNextTickAsync(TestContext.Current.CancellationToken).AsTask());
        }

        using var call = await calling;
        Assert.Equal((200, "text/event-stream"), ((int)call.StatusCode, call.Content.Headers.ContentType?.MediaType));
        Assert.DoesNotContain(Secret, call.Headers.ToString(), StringComparison.Ordinal);
        _open.SetResult();
        using var events = new StreamReader(await call.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
        return await events.NextMessageAsync();
    }
}
