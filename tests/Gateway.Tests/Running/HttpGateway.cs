using System.Net.Http.Headers;
using System.Text;
using Catalog.Core.Approvals;
using Catalog.Core.Catalogs;
using Catalog.Core.Decisions;
using Catalog.Core.Grants;
using Catalog.Gateway.Configuration;
using Catalog.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Catalog.Gateway.Tests.Running;

/// <summary>A gateway that listens on a free port, with its real store.</summary>
internal sealed class HttpGateway : IAsyncDisposable
{
    private readonly TemporaryFolder _folder;
    private readonly RunningGateway _gateway;
    private readonly HttpMessageInvoker _client = new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false });

    private HttpGateway(TemporaryFolder folder, RunningGateway gateway)
    {
        _folder = folder;
        _gateway = gateway;
    }

    public Uri Endpoint => _gateway.Endpoint;

    public IApprovalStore Approvals => _gateway.Services.GetRequiredService<IApprovalStore>();

    public IApproverStore Approvers => _gateway.Services.GetRequiredService<IApproverStore>();

    public IGrantStore Grants => _gateway.Services.GetRequiredService<IGrantStore>();

    /// <summary>What reached a process upstream, line by line.</summary>
    public IReadOnlyList<string> Received => File.Exists(_folder.File("received")) ? File.ReadAllLines(_folder.File("received")) : [];

    /// <summary>Starts a gateway in front of an address, or of the shell script where there is none.</summary>
    public static async Task<HttpGateway> StartAsync(string policy, Uri? upstream, bool requireGrant = false, int sessionsPerHour = 60, string listen = "http://127.0.0.1:0", TimeSpan? shutdownGrace = null, int maxMessageBytes = 64 * 1024, int maxAnswerBytes = 64 * 1024 * 1024)
    {
        Assert.SkipWhen(upstream is null && OperatingSystem.IsWindows(), "the upstream of these tests is a shell script");
        var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("demo.json"), policy);
        var options = new GatewayOptions
        {
            ServerId = "double",
            PolicyFile = folder.File("demo.json"),
            Upstream = upstream,
            Command = upstream is null ? ["/bin/sh", Cases.PathOf("Upstreams", "upstream.sh"), folder.File("received")] : [],
            Listen = new Uri(listen),
            RequireGrant = requireGrant,
            SessionsPerHour = sessionsPerHour,
            MaxMessageBytes = maxMessageBytes,
            MaxAnswerBytes = maxAnswerBytes,
            ShutdownGrace = shutdownGrace ?? TimeSpan.FromSeconds(5),
        };
        return new HttpGateway(folder, await GatewayHost.StartAsync(
            options, services => services.AddGatewayStore(folder.File("gateway.db")).AddLogging(static logging => logging.SetMinimumLevel(LogLevel.None)), CancellationToken.None));
    }

    /// <summary>Starts a gateway of many upstreams.</summary>
    public static async Task<HttpGateway> StartAsync(Func<TemporaryFolder, GatewayPlan> plan, ILoggerProvider? log = null, string? store = null, Action<IServiceCollection>? parts = null)
    {
        var folder = new TemporaryFolder();
        return new HttpGateway(folder, await GatewayHost.StartAsync(
            plan(folder),
            services =>
            {
                parts?.Invoke(services);
                services.AddGatewayStore(store ?? folder.File("gateway.db")).AddLogging(logging =>
                {
                    if (log is not null)
                    {
                        logging.AddProvider(log);
                    }
                });
            },
            CancellationToken.None));
    }

    public IServiceProvider Services => _gateway.Services;

    public TemporaryFolder Folder => _folder;

    /// <summary>As <see cref="PostAsync(string, ValueTuple{string, string}[])"/>, to a path of the listener.</summary>
    public async Task<Reply> PostToAsync(string path, string body, params (string Name, string Value)[] headers)
    {
        using var request = Request(HttpMethod.Post, headers);
        request.RequestUri = new Uri(Endpoint, path);
        request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        return await SendAsync(request);
    }

    public async Task<Reply> PostAsync(string body, params (string Name, string Value)[] headers)
    {
        using var request = Request(HttpMethod.Post, headers);
        request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(headers.FirstOrDefault(static h => h.Name == "Content-Type").Value ?? "application/json");
        if (headers.FirstOrDefault(static h => h.Name == "Content-Encoding").Value is { } encoding)
        {
            request.Content.Headers.ContentEncoding.Add(encoding);
        }

        return await SendAsync(request);
    }

    public async Task<Reply> PostAsync(HttpContent body)
    {
        using var request = Request(HttpMethod.Post, []);
        request.Content = body;
        return await SendAsync(request);
    }

    public async Task<Reply> GetAsync(string path = "/mcp", params (string Name, string Value)[] headers)
    {
        using var request = Request(HttpMethod.Get, headers);
        request.RequestUri = new Uri(Endpoint, path);
        return await SendAsync(request);
    }

    public async Task<Reply> DeleteAsync(params (string Name, string Value)[] headers)
    {
        using var request = Request(HttpMethod.Delete, headers);
        return await SendAsync(request);
    }

    public async Task<Reply> FormAsync(string path, string form, params (string Name, string Value)[] headers)
    {
        using var request = Request(HttpMethod.Post, headers);
        request.RequestUri = new Uri(Endpoint, path);
        request.Content = new StringContent(form, Encoding.ASCII, "application/x-www-form-urlencoded");
        return await SendAsync(request);
    }

    public async Task<Reply> JsonAsync(string path, string body, params (string Name, string Value)[] headers)
    {
        using var request = Request(HttpMethod.Post, headers);
        request.RequestUri = new Uri(Endpoint, path);
        request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        return await SendAsync(request);
    }

    /// <summary>Posts, and gives the answer as it comes; dispose the response.</summary>
    public async Task<HttpResponseMessage> OpenAsync(string path, string body, params (string Name, string Value)[] headers)
    {
        var request = Request(HttpMethod.Post, headers);
        request.RequestUri = new Uri(Endpoint, path);
        request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        return await _client.SendAsync(request, CancellationToken.None);
    }

    /// <summary>Opens the stream of a session; dispose the response.</summary>
    public async Task<HttpResponseMessage> ListenAsync(string path, params (string Name, string Value)[] headers)
    {
        var request = Request(HttpMethod.Get, headers);
        request.RequestUri = new Uri(Endpoint, path);
        return await _client.SendAsync(request, CancellationToken.None);
    }

    public async Task<IReadOnlyList<DecisionLogEntry>> DecisionsAsync() =>
        [.. (await _gateway.Services.GetRequiredService<IDecisionLog>().ListAsync(new DecisionQuery { Limit = 1000 }, CancellationToken.None))
            .Where(static entry => entry.Decision != DecisionKind.Settled).Reverse()];

    /// <summary>As above, with what completes them, once it holds an entry, for half a minute at most: how a call fared is written after its answer has gone out.</summary>
    public async Task<IReadOnlyList<DecisionLogEntry>> DecisionsAsync(Func<DecisionLogEntry, bool> awaited)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var again = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (true)
        {
            if (await _gateway.Services.GetRequiredService<IDecisionLog>().ListAsync(new DecisionQuery { Limit = 1000 }, CancellationToken.None) is var entries && entries.Any(awaited))
            {
                return entries;
            }

            await again.WaitForNextTickAsync(limit.Token);
        }
    }

    /// <summary>Ends it at once, whatever is under way, and gives all that its log says then, with what completes entries.</summary>
    public async Task<IReadOnlyList<DecisionLogEntry>> CutOffAsync()
    {
        await _gateway.DisposeAsync();
        await using var stored = new ServiceCollection().AddLogging().AddGatewayStore(_folder.File("gateway.db")).BuildServiceProvider();
        foreach (var opening in stored.GetServices<IStoreOpening>())
        {
            await opening.OpenAsync(CancellationToken.None);
        }

        return await stored.GetRequiredService<IDecisionLog>().ListAsync(new DecisionQuery { Limit = 100_000 }, CancellationToken.None);
    }

    /// <summary>Ends it as Ctrl-C does.</summary>
    public Task EndAsync() => _gateway.WaitAsync(new CancellationToken(canceled: true));

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _gateway.DisposeAsync();
        _folder.Dispose();
    }

    private HttpRequestMessage Request(HttpMethod method, (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(method, Endpoint);
        if (!headers.Any(static h => h.Name == "Accept"))
        {
            request.Headers.TryAddWithoutValidation("Accept", "application/json, text/event-stream");
        }

        foreach (var (name, value) in headers.Where(static h => !h.Name.StartsWith("Content-", StringComparison.Ordinal)))
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return request;
    }

    private async Task<Reply> SendAsync(HttpRequestMessage request)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var response = await _client.SendAsync(request, limit.Token);
        var body = await response.Content.ReadAsStringAsync(limit.Token);
        var headers = response.Headers.Concat(response.Content.Headers).ToDictionary(static h => h.Key, static h => string.Join(", ", h.Value), StringComparer.OrdinalIgnoreCase);
        return new Reply((int)response.StatusCode, body, headers);
    }

    internal sealed record Reply(int Status, string Body, IReadOnlyDictionary<string, string> Headers)
    {
        /// <summary>The last message: of the body, or of its stream of events.</summary>
        public System.Text.Json.JsonElement Json
        {
            get
            {
                var text = Body.StartsWith('{') ? Body : Body.Split('\n').Last(static line => line.StartsWith("data: {", StringComparison.Ordinal))[6..];
                using var message = System.Text.Json.JsonDocument.Parse(text);
                return message.RootElement.Clone();
            }
        }

        public int ErrorCode => Json.GetProperty("error").GetProperty("code").GetInt32();
    }
}
