using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Catalog.Core.Approvals;
using Catalog.Gateway.Aggregation;
using Catalog.Gateway.Approvals.Webhooks;
using Catalog.Gateway.Tests.Running;
using Microsoft.AspNetCore.Http;

namespace Catalog.Gateway.Tests.Approvals;

/// <summary>A real receiver on loopback, and what others may not do in its name.</summary>
public sealed class WebhookTests : IAsyncLifetime
{
    private const string Policy = """{"version":"1","default":"deny","tools":{"echo":{"approval":{"message":"Really"}}}}""";
    private const string Call = """{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"echo","arguments":{"amount":4711,"to":"bob"}}}""";
    private static readonly byte[] Secret = Encoding.ASCII.GetBytes("the-key-of-what-is-sent!");
    private static readonly byte[] Callback = Encoding.ASCII.GetBytes("the-key-of-the-receiver!");

    private readonly ConcurrentQueue<(string Body, IReadOnlyDictionary<string, string> Headers)> _told = new();
    private HttpUpstreamDouble _upstream = null!;
    private HttpUpstreamDouble _receiver = null!;
    private HttpGateway _gateway = null!;

    /// <summary>Answers the webhook; the default takes it.</summary>
    private Func<HttpContext, string, Task> Answer { get; set; } = static (_, _) => Task.CompletedTask;

    public async ValueTask InitializeAsync()
    {
        _upstream = await HttpUpstreamDouble.StartAsync();
        _receiver = await HttpUpstreamDouble.StartAsync();
        _receiver.Answer = async (context, body) =>
        {
            _told.Enqueue((body, context.Request.Headers.ToDictionary(static h => h.Key, static h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase)));
            await Answer(context, body);
        };
        _gateway = await HttpGateway.StartAsync(folder => AggregatePlans.Of(folder, new AggregatePlan { IsOn = false }, ("double", _upstream.Address, [], Policy)) with
        {
            ApprovalWebhook = new WebhookOptions { Url = _receiver.Address, Secret = Secret, CallbackSecret = Callback },
        });
    }

    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await _upstream.DisposeAsync();
        await _receiver.DisposeAsync();
    }

    [Fact]
    public async Task Pending_IsAnnouncedOnce_Signed_WithNamesOfArgumentsAlone()
    {
        await CallAsync();
        await CallAsync();
        var (body, headers) = await ToldAsync();

        Assert.True(WebhookKey.Holds(Secret, headers["webhook-id"], headers["webhook-timestamp"], Encoding.UTF8.GetBytes(body), headers["webhook-signature"]));
        Assert.False(WebhookKey.Holds(Callback, headers["webhook-id"], headers["webhook-timestamp"], Encoding.UTF8.GetBytes(body), headers["webhook-signature"]));
        using var message = JsonDocument.Parse(body);
        var data = message.RootElement.GetProperty("data");
        var waiting = await WaitingAsync();
        Assert.Equal(waiting.Id, data.GetProperty("id").GetString());
        Assert.Equal(["amount", "to"], data.GetProperty("arguments").EnumerateArray().Select(static a => a.GetString()));
        Assert.Equal(("double", "echo", "anonymous", "Really"), (data.GetProperty("server").GetString(), data.GetProperty("tool").GetString(), data.GetProperty("grant").GetString(), data.GetProperty("messages")[0].GetString()));
        Assert.EndsWith($"/approvals/{waiting.Id}", data.GetProperty("page").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain("4711", body, StringComparison.Ordinal);
        Assert.Single(_told);
    }

    [Fact]
    public async Task Receiver_ThatFails_IsTriedAgainUnderTheSameId_AndHoldsUpNoCall()
    {
        var failed = 0;
        Answer = (context, _) =>
        {
            context.Response.StatusCode = Interlocked.Increment(ref failed) == 1 ? 503 : 200;
            return Task.CompletedTask;
        };
        Assert.Contains("APPROVAL REQUIRED", (await CallAsync()).Body, StringComparison.Ordinal);
        await ToldAsync(2);
        Assert.Single(_told.Select(static t => t.Headers["webhook-id"]).Distinct());
    }

    [Fact]
    public async Task Reply_ThatIsSigned_Decides()
    {
        Answer = async (context, told) =>
        {
            using var message = JsonDocument.Parse(told);
            var body = $$"""{"id":"{{message.RootElement.GetProperty("data").GetProperty("id").GetString()}}","decision":"approve"}""";
            foreach (var (name, value) in Signed(body))
            {
                context.Response.Headers[name] = value;
            }

            await context.Response.WriteAsync(body);
        };
        await CallAsync();
        var approval = await UntilAsync(ApprovalState.Approved);
        Assert.Equal("webhook", approval.DecidedBy);
        Assert.DoesNotContain("APPROVAL REQUIRED", (await CallAsync()).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Callback_Decides_Once()
    {
        await CallAsync();
        var body = $$"""{"id":"{{(await WaitingAsync()).Id}}","decision":"deny"}""";
        var signed = Signed(body);
        Assert.Equal(200, (await _gateway.JsonAsync(CallbackSite.Path, body, signed)).Status);
        Assert.Equal(403, (await _gateway.JsonAsync(CallbackSite.Path, body, signed)).Status);
        Assert.Equal(409, (await _gateway.JsonAsync(CallbackSite.Path, body, Signed(body))).Status);
        Assert.Equal("webhook", (await UntilAsync(ApprovalState.Denied)).DecidedBy);
    }

    [Fact]
    public async Task Callback_ThatIsForged_Decides_Nothing()
    {
        await CallAsync();
        var id = (await WaitingAsync()).Id;
        var body = $$"""{"id":"{{id}}","decision":"approve"}""";
        var now = TimeProvider.System.GetUtcNow();
        var told = await ToldAsync();
        foreach (var (sent, headers) in new (string, (string, string)[])[]
        {
            (body, []),
            (body, Signed(body, key: Secret)),
            (body.Replace("approve", "deny", StringComparison.Ordinal), Signed(body)),
            (body, Signed(body, at: now.AddMinutes(-6))),
            (body, Signed(body, at: now.AddMinutes(6))),
            (body, Signed(body, id: "a.b")),
            (body, [.. Signed(body).Select(static h => h.Item1 == "webhook-id" ? ("webhook-id", "another") : h)]),
            (body, [.. Signed(body).Select(static h => h.Item1 == "webhook-timestamp" ? ("webhook-timestamp", "1") : h)]),
            (body, [.. Signed(body).Select(static h => h.Item1 == "webhook-signature" ? ("webhook-signature", "v1,") : h)]),
            (body, [.. Signed(body).Select(static h => h.Item1 == "webhook-signature" ? ("webhook-signature", h.Item2.Split(' ')[1][3..]) : h)]),
            ("""{"decision":"approve"}""", Signed("""{"decision":"approve"}""")),
            ($$"""{"id":"{{id}}","decision":"deny","decision":"approve"}""", Signed($$"""{"id":"{{id}}","decision":"deny","decision":"approve"}""")),
            ($$"""{"id":"{{id}}","decision":"approve","more":1}""", Signed($$"""{"id":"{{id}}","decision":"approve","more":1}""")),
            (told.Body, [.. told.Headers.Where(static h => h.Key.StartsWith("webhook-", StringComparison.OrdinalIgnoreCase)).Select(static h => (h.Key, h.Value))]),
        })
        {
            Assert.Equal(403, (await _gateway.JsonAsync(CallbackSite.Path, sent, headers)).Status);
        }

        Assert.Equal(409, (await _gateway.JsonAsync(CallbackSite.Path, """{"id":"AAAAAAAAAAAAAAAAAAAAAA","decision":"approve"}""", Signed("""{"id":"AAAAAAAAAAAAAAAAAAAAAA","decision":"approve"}"""))).Status);
        Assert.Equal(413, (await _gateway.JsonAsync(CallbackSite.Path, new string(' ', 5000), Signed(body))).Status);
        Assert.Equal(403, (await _gateway.JsonAsync(CallbackSite.Path, body, [.. Signed(body), ("Origin", "https://evil.example")])).Status);
        Assert.Equal(ApprovalState.Pending, (await _gateway.Approvals.FindOrNullAsync(id, CancellationToken.None))!.State);
    }

    [Fact]
    public async Task Receiver_InAPrivateNetwork_IsNotAskedUnlessItIsNamed()
    {
        // The address of no machine is none of loopback, and leads there all the same.
        var nowhere = new Uri(_receiver.Address.ToString().Replace("127.0.0.1", "0.0.0.0", StringComparison.Ordinal));
        foreach (var (options, isReached) in new[]
        {
            (new WebhookOptions { Url = nowhere, Secret = Secret }, false),
            (new WebhookOptions { Url = new Uri("http://10.0.0.1/"), Secret = Secret, AllowPrivate = ["0.0.0.0"] }, false),
            (new WebhookOptions { Url = nowhere, Secret = Secret, AllowPrivate = ["0.0.0.0"] }, true),
            (new WebhookOptions { Url = _receiver.Address, Secret = Secret }, true),
        })
        {
            using var client = new WebhookConnection(options).CreateClient();
            using var request = new HttpRequestMessage(HttpMethod.Post, options.Url) { Content = new StringContent("{}") };
            var failure = await Record.ExceptionAsync(() => client.SendAsync(request, CancellationToken.None));
            Assert.Equal(isReached, failure is null);
            Assert.True(isReached || failure!.ToString().Contains("private network", StringComparison.Ordinal), failure?.ToString());
        }
    }

    private static (string, string)[] Signed(string body, byte[]? key = null, string? id = null, DateTimeOffset? at = null)
    {
        id ??= Guid.NewGuid().ToString("N");
        var timestamp = (at ?? TimeProvider.System.GetUtcNow()).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return [("webhook-id", id), ("webhook-timestamp", timestamp), ("webhook-signature", "v1,AAAA " + WebhookKey.Sign(key ?? Callback, id, timestamp, Encoding.UTF8.GetBytes(body)))];
    }

    private Task<HttpGateway.Reply> CallAsync() => _gateway.PostToAsync("/mcp/double", Call);

    private async Task<Approval> WaitingAsync() => Assert.Single(await _gateway.Approvals.ListAsync(pendingOnly: true, CancellationToken.None));

    private async Task<(string Body, IReadOnlyDictionary<string, string> Headers)> ToldAsync(int count = 1)
    {
        await PollAsync(() => Task.FromResult(_told.Count >= count));
        return _told.First();
    }

    private async Task<Approval> UntilAsync(ApprovalState state)
    {
        await PollAsync(async () => (await _gateway.Approvals.ListAsync(pendingOnly: false, CancellationToken.None)).Any(a => a.State == state));
        return (await _gateway.Approvals.ListAsync(pendingOnly: false, CancellationToken.None)).First(a => a.State == state);
    }

    private static async Task PollAsync(Func<Task<bool>> holds)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (!await holds())
        {
            await timer.WaitForNextTickAsync(limit.Token);
        }
    }
}
