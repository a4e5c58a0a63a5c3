using System.Collections.Concurrent;
using Catalog.Core.Decisions;
using Catalog.Gateway.Aggregation.Parking;
using Catalog.Gateway.Downstreams;
using Catalog.Gateway.Enforcement;
using Catalog.Gateway.Lanes;
using Catalog.Gateway.Loading;
using Catalog.Gateway.Relaying;
using Catalog.Gateway.Upstreams;
using Catalog.Policy.Deciding;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Catalog.Gateway.Aggregation;

/// <summary>
/// One server of a session of all servers: a link of its own, with ids and progress tokens of the gateway's making. Whatever is sent passes
/// the enforcement point of the server's lane first.
/// </summary>
internal sealed partial class Branch : ILinkEvents, IAsyncDisposable
{
    private const int RoomForMeta = 4096;

    private readonly ConcurrentDictionary<string, Crossing> _crossings = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _ending = new();
    private readonly Lock _gate = new();
    private readonly LaneMemory _memory;
    private readonly Profile _profile;
    private readonly IBranchOwner _owner;
    private readonly TimeProvider _clock;
    private readonly ILogger<Branch> _logger;
    private readonly LinkFactory _links;
    private readonly ExchangePipeline _pipeline;
    private readonly MessageIntake _intake;
    private readonly ToolShelf _tools;
    private readonly IPolicySource _policies;
    private readonly IDecisionPoint _decisions;
    private readonly EnforcementPoint _point;
    private readonly ScreenLimits _limits;
    private readonly HeldQuestions _questions;
    private readonly AskingTurns _turns;
    private IUpstreamLink _link;
    private long _last;
    private int _isDisposed;

    public Branch(Lane lane, string prefix, LaneMemory memory, Profile profile, IBranchOwner owner, TimeProvider clock, ILogger<Branch> logger)
    {
        (Lane, Prefix, _memory, _profile, _owner, _clock, _logger) = (lane, prefix, memory, profile, owner, clock, logger);
        _links = lane.Services.GetRequiredService<LinkFactory>();
        _pipeline = lane.Services.GetRequiredService<ExchangePipeline>();
        _intake = lane.Services.GetRequiredService<MessageIntake>();
        _tools = lane.Services.GetRequiredService<ToolShelf>();
        _decisions = lane.Services.GetRequiredService<IDecisionPoint>();
        _point = lane.Services.GetRequiredService<EnforcementPoint>();
        _policies = lane.Services.GetRequiredService<IPolicySource>();
        // The client's own message was held to the limits already; what the gateway adds must not break them.
        _limits = new ScreenLimits { MaxBytes = lane.Options.MaxMessageBytes + RoomForMeta, MaxDepth = lane.Options.MaxDepth };
        _questions = new HeldQuestions(clock, Settled);
        _turns = new AskingTurns(memory, clock);
        _link = _links.Open(this);
    }

    public Lane Lane { get; }

    /// <summary>What the server's own lists said of its tools.</summary>
    public ToolShelf Tools => _tools;

    public string Name => Lane.Name;

    public string Prefix { get; }

    /// <summary>The level that the client asked servers to log at, as written; empty for none.</summary>
    public ReadOnlyMemory<byte> Verbosity { get; set; }

    /// <summary>Whether an entry of the server's lists is shown to a caller.</summary>
    public bool IsShown(Caller caller, ListShape shape, string name) =>
        shape.Subject is not { } subject || _policies.FindOrNull(caller.Policy) is not { } policy || PolicyDecisionPoint.IsShown(policy, subject, name);

    /// <summary>Whether a caller may use a resource, as far as its policy says now.</summary>
    public bool MayUse(Caller caller, string uri) => _decisions.Decide(
        _policies.FindOrNull(caller.Policy),
        new ToolCall { Server = Lane.Options.ServerId, Subject = PolicySubject.Resource, Tool = uri, Grant = caller.Grant, Session = caller.Session }).Kind == DecisionKind.Allow;

    /// <summary>Takes a message for this server to its enforcement point.</summary>
    public async ValueTask<Entry> DecideAsync(
        ReadOnlyMemory<byte> bytes, Caller caller, ProtocolEra era, Func<ReadOnlyMemory<byte>, CancellationToken, ValueTask>? notify, CancellationToken cancellationToken, bool takesUrls = false, HttpSession? session = null)
    {
        var screened = MessageScreen.Read(bytes, _limits);
        if (screened.Envelope is not { } message)
        {
            var answer = await _intake.RefuseAsync(screened.Refusal!, screened.Id, caller, screened.Method, cancellationToken);
            return new Entry(null, answer, screened.Refusal!.Code);
        }

        var exchange = new Exchange
        {
            Message = message,
            Caller = caller,
            Era = era,
            ArrivedAt = _clock.GetTimestamp(),
            Tools = _tools,
            Notify = notify,
            TakesUrls = takesUrls,
            Announce = session is null ? null : session.TryTell,
            Held = session,
        };
        await _pipeline.RunAsync(exchange, cancellationToken);
        return new Entry(exchange.Admission, exchange.Answer ?? default, exchange.RefusalCode) { MissingScopes = exchange.MissingScopes };
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) != 0)
        {
            return;
        }

        await _ending.CancelAsync();
        await LostAsync($"The session with the server `{Name}` was closed", CancellationToken.None);
        await EndAsync(_link);
        _questions.Dispose();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Of all servers, '{Server}' is left out for now: {Reason}")]
    private partial void LogDown(string server, string reason);

    [LoggerMessage(Level = LogLevel.Debug, Message = "The link to '{Server}' was ended while it broke: {Reason}")]
    private partial void LogEndBroken(string server, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "Of all servers, '{Server}' is back")]
    private partial void LogBack(string server);
}
