using System.Collections.Concurrent;
using System.Globalization;
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
internal sealed class AggregateSession : IBranchOwner, IAsyncDisposable
{
    private const int MaxQuestions = 1000;
    private const int MaxTasks = 20_000;

    private readonly ConcurrentDictionary<string, Question> _questions = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<Subscriber, byte> _subscribers = new();
    private readonly ConditionalWeakTable<Lane, LaneMemory> _memories;
    private readonly SessionBranches _branches;
    private readonly ConcurrentDictionary<string, TaskCompletionSource<ReadOnlyMemory<byte>>> _expected = new(StringComparer.Ordinal);
    private long _asked;

    public AggregateSession(
        LaneSet lanes, ConditionalWeakTable<Lane, LaneMemory> memories, AggregatePlan plan, Profile profile, TimeProvider clock, ILoggerFactory loggers)
    {
        (Profile, _memories) = (profile, memories);
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
        var list = await Lists.MergeAsync(shape, BranchesOf(caller), branch => _memories.GetValue(branch.Lane, static _ => new LaneMemory()), cancellationToken);
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

    /// <summary>The question that an answer of the client is for; null where none was asked, or it was answered already.</summary>
    public Question? TakeQuestionOrNull(string? idKey) => idKey is not null && _questions.TryRemove(idKey, out var question) ? question : null;

    /// <summary>An id for a question of the gateway's own to the client, and its answer.</summary>
    public (byte[] Id, Task<ReadOnlyMemory<byte>> Answer) Expect()
    {
        var id = Say.QuotedBytes($"g{Interlocked.Increment(ref _asked).ToString(CultureInfo.InvariantCulture)}");
        var answer = new TaskCompletionSource<ReadOnlyMemory<byte>>(TaskCreationOptions.RunContinuationsAsynchronously);
        _expected[UpstreamMessage.KeyOf(id)!] = answer;
        return (id, answer.Task);
    }

    /// <summary>Nobody waits for the answer to a question any more.</summary>
    public void Forget(byte[] id) => _expected.TryRemove(UpstreamMessage.KeyOf(id)!, out _);

    /// <summary>Takes an answer of the client to a question of the gateway's own.</summary>
    /// <returns>False where it is none.</returns>
    public bool TryTake(Envelope answer) =>
        // The bytes of a message may be gone when its request is.
        answer.IdKey is not null && _expected.TryRemove(answer.IdKey, out var expected) && expected.TrySetResult(answer.Bytes.ToArray());

    /// <summary>The question that a progress notification of the client is about; null where there is none.</summary>
    public Question? QuestionOfTokenOrNull(string? tokenKey) => tokenKey is null ? null : _questions.GetValueOrDefault(tokenKey);

    public bool TryAsk(Branch branch, UpstreamMessage question)
    {
        if (Profile.Era == ProtocolEra.Modern)
        {
            // Several calls may be under way: which one asks must be certain, for its answer says what the others do not.
            return Profile.Can(question) && branch.TryAskByCall(question);
        }

        if (_questions.Count >= MaxQuestions)
        {
            return false;
        }

        var own = Say.QuotedBytes($"g{Interlocked.Increment(ref _asked).ToString(CultureInfo.InvariantCulture)}");
        var places = ParamPlaces.Read(question.Bytes);
        _questions[UpstreamMessage.KeyOf(own)!] = new Question(branch, question.Id.Of(question.Bytes), places.MetaToken.Of(question.Bytes), question.IdKey);
        Deliver(branch.CrossingOfOrNull(question), new MessageEdit(question.Bytes, places).Put(question.Id, own).Put(places.MetaToken, own).Apply());
        return true;
    }

    public void Withdraw(Branch branch, UpstreamMessage notice)
    {
        var key = UpstreamMessage.KeyOrNull(notice.RequestId.Of(notice.Bytes).Span);
        if (Profile.Era == ProtocolEra.Modern)
        {
            _ = key is not null && branch.TryWithdraw(key);
            return;
        }

        var asked = _questions.FirstOrDefault(q => q.Value.Branch == branch && q.Value.IdKey == key);
        if (key is not null && asked.Key is not null && _questions.TryRemove(asked.Key, out _))
        {
            // The key is a letter for the kind and the text of the id.
            Deliver(branch.CrossingOfOrNull(notice), Splice.Replace(notice.Bytes, (notice.RequestId, Say.QuotedBytes(asked.Key[1..]))));
        }
    }

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
