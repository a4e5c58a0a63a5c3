using System.IO.Pipelines;
using System.Text;
using System.Text.Json;
using Catalog.Core.Approvals;
using Catalog.Core.Decisions;
using Catalog.Gateway.Listening;
using Catalog.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Catalog.Gateway.Tests.Running;

/// <summary>A whole gateway on two streams, with its real store, in front of a real process.</summary>
internal sealed class StdioGateway : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly TemporaryFolder _folder = new();
    private readonly Pipe _in = new();
    private readonly Pipe _out = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly StreamReader _lines;
    private readonly ServiceProvider _stores;
    private readonly Task _run;

    private StdioGateway(string policy, Setup setup)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the upstream of these tests is a shell script");
        File.WriteAllText(PolicyFile, policy);
        _lines = new StreamReader(_out.Reader.AsStream(), Encoding.UTF8);
        _stores = new ServiceCollection().AddGatewayStore(_folder.File("gateway.db")).BuildServiceProvider();
        var options = new GatewayOptions
        {
            ServerId = "double",
            PolicyFile = PolicyFile,
            Command = setup.Upstream is not null ? [] : setup.Command ?? ["/bin/sh", Cases.PathOf("Upstreams", "upstream.sh"), _folder.File("received")],
            ApprovalHold = setup.Hold,
            ApprovalPage = setup.ApprovalPage,
            CountersFailOpen = setup.CountersFailOpen,
            MaxMessageBytes = setup.MaxMessageBytes,
            MaxAnswerBytes = setup.MaxAnswerBytes,
            Upstream = setup.Upstream,
            UpstreamTimeout = setup.UpstreamTimeout,
            RequestsPerMinute = setup.RequestsPerMinute,
            Connections = new ConnectionLimits { Send = setup.Send },
        };
        _run = GatewayHost.RunAsync(
            options,
            services =>
            {
                setup.Stores?.Invoke(services);
                services.AddGatewayStore(_folder.File("gateway.db"), new DecisionLogOptions { Sync = true }).AddLogging(logging => logging.AddProvider(Log));
            },
            setup.Change ?? (static _ => { }),
            _in.Reader.AsStream(),
            _out.Writer.AsStream(),
            _stop.Token);
    }

    public KeptLog Log { get; } = new();

    public string PolicyFile => _folder.File("demo.json");

    public IApprovalStore Approvals => _stores.GetRequiredService<IApprovalStore>();

    /// <summary>What reached the upstream, line by line.</summary>
    public IReadOnlyList<string> Received => File.Exists(_folder.File("received")) ? File.ReadAllLines(_folder.File("received")) : [];

    public string ChildProcess => File.ReadAllText(_folder.File("received.child"));

    public static StdioGateway Start(string policy, Setup? setup = null) => new(policy, setup ?? new Setup());

    public async Task SendAsync(string line)
    {
        await _in.Writer.WriteAsync(Encoding.UTF8.GetBytes(line + "\n"));
        await _in.Writer.FlushAsync();
    }

    public async Task<string> ReceiveLineAsync()
    {
        using var limit = new CancellationTokenSource(Patience);
        var line = _lines.ReadLineAsync(limit.Token).AsTask();
        if (await Task.WhenAny(line, _run) == _run && !line.IsCompleted)
        {
            await _run;
        }

        return await line ?? throw new InvalidOperationException("the gateway closed its output");
    }

    public async Task<JsonElement> ReceiveAsync()
    {
        using var message = JsonDocument.Parse(await ReceiveLineAsync());
        return message.RootElement.Clone();
    }

    /// <summary>Sends a line and gives the next message.</summary>
    public async Task<JsonElement> AskAsync(string line)
    {
        await SendAsync(line);
        return await ReceiveAsync();
    }

    public Task<JsonElement> CallAsync(int id, string tool, string arguments = "{}", string more = "") =>
        AskAsync($$$"""{"jsonrpc":"2.0","id":{{{id}}},"method":"tools/call","params":{"name":"{{{tool}}}","arguments":{{{arguments}}}{{{more}}}}}""");

    /// <summary>The decisions, oldest first, without what completes them: the gateway may still be writing that.</summary>
    public async Task<IReadOnlyList<DecisionLogEntry>> DecisionsAsync() =>
        [.. (await _stores.GetRequiredService<IDecisionLog>().ListAsync(new DecisionQuery { Limit = 1000 }, CancellationToken.None))
            .Where(static entry => entry.Decision != DecisionKind.Settled).Reverse()];

    /// <summary>Closes the downstream's end, and waits for the gateway's.</summary>
    public async Task EndAsync()
    {
        await _in.Writer.CompleteAsync();
        await _run.WaitAsync(Patience);
    }

    /// <summary>Waits for the end of a gateway that does not start.</summary>
    public async Task<Exception?> FailureAsync() => await Record.ExceptionAsync(() => _run.WaitAsync(Patience));

    public async ValueTask DisposeAsync()
    {
        await _in.Writer.CompleteAsync();
        await _stop.CancelAsync();
        await Record.ExceptionAsync(() => _run);
        await _stores.DisposeAsync();
        _stop.Dispose();
        _folder.Dispose();
    }

    /// <summary>What of a gateway differs in a test.</summary>
    internal sealed record Setup
    {
        public IReadOnlyList<string>? Command { get; init; }

        public Uri? Upstream { get; init; }

        public TimeSpan Hold { get; init; } = TimeSpan.Zero;

        public Uri? ApprovalPage { get; init; }

        public bool CountersFailOpen { get; init; }

        public int MaxMessageBytes { get; init; } = 8 * 1024 * 1024;

        public int MaxAnswerBytes { get; init; } = 64 * 1024 * 1024;

        public TimeSpan UpstreamTimeout { get; init; } = TimeSpan.FromMinutes(1);

        public int? RequestsPerMinute { get; init; }

        /// <summary>How long the downstream may take nothing.</summary>
        public TimeSpan Send { get; init; } = TimeSpan.FromMinutes(1);

        /// <summary>Registers stores in place of the real ones.</summary>
        public Action<IServiceCollection>? Stores { get; init; }

        /// <summary>Takes parts out of the finished gateway.</summary>
        public Action<IServiceCollection>? Change { get; init; }
    }
}
