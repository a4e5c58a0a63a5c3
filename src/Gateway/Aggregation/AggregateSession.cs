using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Catalog.Gateway.Downstreams;
using Catalog.Gateway.Enforcement;
using Catalog.Gateway.Lanes;
using Catalog.Gateway.Relaying;
using Microsoft.Extensions.Logging;

namespace Catalog.Gateway.Aggregation;

/// <summary>
/// One client in front of all its servers: a session of the legacy era, or in the modern era all requests of one grant. What servers say
/// unasked goes to the only request under way at that server, else to the stream that the client holds open.
/// </summary>
internal sealed partial class AggregateSession : IBranchOwner, IAsyncDisposable
{
    private const int MaxTasks = 20_000;

    private readonly ConcurrentDictionary<Subscriber, byte> _subscribers = new();
    private readonly ConditionalWeakTable<Lane, LaneMemory> _memories;
    private readonly SessionBranches _branches;
    private readonly TimeProvider _clock;

    public AggregateSession(
        LaneSet lanes, ConditionalWeakTable<Lane, LaneMemory> memories, AggregatePlan plan, Profile profile, TimeProvider clock, ILoggerFactory loggers)
    {
        (Profile, _memories, _clock) = (profile, memories, clock);
        _branches = new SessionBranches(lanes, memories, plan, profile, this, clock, loggers);
        Lists = new ListMerge(plan, this, clock, loggers.CreateLogger<ListMerge>());
    }

    public Profile Profile { get; }

    /// <summary>What belongs to no request: for the stream that the client holds open.</summary>
    public UnaskedStream Unasked { get; } = new();

    public ListMerge Lists { get; }

    public ResourceMap Resources { get; } = new();

    /// <summary>Requests of a legacy client under way, by its own ids.</summary>
    public ConcurrentDictionary<string, ClientCall> UnderWay { get; } = new(StringComparer.Ordinal);

    /// <summary>Task ids and the servers that issued them; the first to issue one keeps it.</summary>
    public ConcurrentDictionary<string, string> Tasks { get; } = new(StringComparer.Ordinal);

    /// <summary>Notes which server issued a task id.</summary>
    public void Began(string task, string server)
    {
        if (Tasks.Count < MaxTasks)
        {
            Tasks.TryAdd(task, server);
        }
    }

    /// <summary>What the last tools and prompts lists named.</summary>
    public ConcurrentDictionary<ListShape, MergedList> Shown { get; } = new();

    /// <summary>The level that the client set, as written; empty for none.</summary>
    public ReadOnlyMemory<byte> Verbosity { get; set; }

    public IReadOnlyList<(Branch Branch, Caller Caller)> BranchesOf(Caller caller)
    {
        var branches = _branches.Of(caller);
        foreach (var (branch, _) in branches)
        {
            branch.Verbosity = Verbosity;
        }

        return branches;
    }

    /// <summary>A list of all servers, now.</summary>
    public async Task<MergedList> ListAsync(ListShape shape, Caller caller, CancellationToken cancellationToken)
    {
        var list = await Lists.MergeAsync(shape, BranchesOf(caller), branch => _memories.GetValue(branch.Lane, _ => new LaneMemory(_clock)), cancellationToken);
        Shown[shape] = list;
        if (shape == ListShape.Resources)
        {
            Resources.Listed(list.Owners);
        }
        else if (shape == ListShape.Templates)
        {
            Resources.Templates(list.Owners);
        }

        return list;
    }

    public void Subscribe(Subscriber subscriber) => _subscribers[subscriber] = 0;

    public void Unsubscribe(Subscriber subscriber) => _subscribers.TryRemove(subscriber, out _);

    public void Tell(Branch branch, UpstreamMessage message)
    {
        if (message.Method == "notifications/elicitation/complete" && Profile.Era == ProtocolEra.Modern)
        {
            // The modern era has no such message: the client's next try shows it.
            return;
        }

        if (message.Method == "notifications/resources/updated" && Profile.Era == ProtocolEra.Modern)
        {
            if (UriOrNull(message) is { } uri)
            {
                foreach (var subscriber in _subscribers.Keys)
                {
                    subscriber.Updated(uri);
                }
            }

            return;
        }

        Deliver(branch.CrossingOfOrNull(message), message.Bytes);
    }

    public void Changed(Branch branch, ListShape shape)
    {
        if (Profile.Era == ProtocolEra.Legacy && shape != ListShape.Templates && shape != ListShape.Tasks)
        {
            Unasked.TryTell(System.Text.Encoding.UTF8.GetBytes($$"""{"jsonrpc":"2.0","method":"notifications/{{shape.Capability}}/list_changed"}"""));
        }

        foreach (var subscriber in _subscribers.Keys)
        {
            subscriber.Changed(shape);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Unasked.Complete();
        await _branches.DisposeAsync();
    }

    private static string? UriOrNull(UpstreamMessage message) =>
        UpstreamMessage.KeyOrNull(ParamPlaces.Read(message.Bytes).Uri.Of(message.Bytes).Span) is ['s', .. var text] ? text : null;

    private void Deliver(Crossing? crossing, ReadOnlyMemory<byte> message)
    {
        if (crossing is not null)
        {
            crossing.Tell(message);
        }
        else if (Profile.Era == ProtocolEra.Legacy)
        {
            Unasked.TryTell(message);
        }
    }
}
