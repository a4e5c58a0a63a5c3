using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
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

    /// <summary>Gives a request an id of the gateway's. To be ended by <see cref="End"/>.</summary>
    /// <param name="admission">The leave to send it.</param>
    /// <param name="isOfClient">False for requests of the gateway's own.</param>
    /// <param name="hasTurn">Whether it has its server's turn, as <see cref="TurnAsync"/> gave it.</param>
    /// <param name="isRepeated">Whether it goes on with nothing that the server knows: what the client answered to the gateway stays here.</param>
    public Crossing Begin(Admission admission, bool isOfClient, bool hasTurn = false, bool isRepeated = false)
    {
        var message = admission.Message;
        var id = Encoding.ASCII.GetBytes(Interlocked.Increment(ref _last).ToString(CultureInfo.InvariantCulture));
        var sent = new MessageEdit(message.Bytes, new ParamPlaces()).Put(message.Id, id).Put(message.ProgressToken, id).Apply();
        var respelled = admission.Respelled(sent.ToArray());
        var own = isRepeated ? respelled.Respelled(RetryMembers.Without(respelled.Message)) : respelled;
        var crossing = new Crossing(admission, own, UpstreamMessage.KeyOf(id)!, isOfClient) { HasTurn = hasTurn };
        _crossings[crossing.Key] = crossing;
        return crossing;
    }

    public void End(Crossing crossing)
    {
        if (!_crossings.TryRemove(crossing.Key, out _))
        {
            return;
        }

        if (crossing.IsAnswered && IsAskedAside(crossing.Message))
        {
            _memory.LearnAsks(CallRecord.NameOf(crossing.Message), crossing.HasAsked);
        }

        _questions.Ended(crossing);
        if (crossing.HasTurn)
        {
            _turns.Leave();
        }
    }

    /// <summary>Sends what was admitted.</summary>
    /// <returns>Null once it is on its way; else why no byte of it was sent.</returns>
    public async Task<string?> SendAsync(Admission admission, CancellationToken cancellationToken)
    {
        try
        {
            return await _link.SendAsync(admission, cancellationToken);
        }
        catch (ObjectDisposedException)
        {
            return $"The server `{Name}` is not served any more: ask again";
        }
    }

    /// <summary>Tells the server that nobody waits for a request any more.</summary>
    public async Task CancelAsync(Crossing crossing)
    {
        var notice = Say.Notification(Methods.Cancelled, [.. "{\"requestId\":"u8, .. crossing.Sent.Message.IdBytes.Span, .. ",\"reason\":\"The client left\"}"u8]);
        await SendAsync(crossing.Admission.Notice(notice), CancellationToken.None);
    }

    /// <summary>A request of the gateway's own.</summary>
    public async Task<Reply> AskAsync(byte[] request, Caller caller, CancellationToken cancellationToken)
    {
        var entry = await DecideAsync(request, caller, Era, null, cancellationToken);
        if (entry.Admission is not { } admission)
        {
            return new Reply(null, $"The gateway does not ask the server `{Name}` this", WasSent: false);
        }

        var crossing = Begin(admission, isOfClient: false);
        try
        {
            if (await SendAsync(crossing.Sent, cancellationToken) is { } unsent)
            {
                await admission.NotSentAsync();
                return new Reply(null, unsent, WasSent: false);
            }

            await foreach (var told in crossing.ReadAllAsync(cancellationToken))
            {
                if (told.Answer is { } answer)
                {
                    return new Reply(UpstreamMessage.ReadOrNull(await admission.AnsweredAsync(answer)), null, WasSent: true);
                }

                if (told.Failure is { } failure)
                {
                    admission.Abandon(isLost: true);
                    return new Reply(null, failure, WasSent: true);
                }
            }

            return new Reply(null, $"The server `{Name}` did not answer", WasSent: true);
        }
        catch (OperationCanceledException)
        {
            admission.Abandon();
            await CancelAsync(crossing);
            throw;
        }
        finally
        {
            admission.Abandon();
            End(crossing);
        }
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
