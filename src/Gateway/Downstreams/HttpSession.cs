using System.Collections.Concurrent;
using Catalog.Gateway.Enforcement;

namespace Catalog.Gateway.Downstreams;

/// <summary>A session of the legacy era: the gateway's own id, bound to the grant that opened it, and what the upstream calls it.</summary>
internal sealed class HttpSession(string id, string grant) : IHeldCalls
{
    private UnaskedStream? _unasked;
    private AnswerStreams? _streams;
    private OpenStreams? _relayed;
    private ConcurrentDictionary<string, CancellationTokenSource>? _held;
    private int _uses;

    public string Id { get; } = id;

    public string Grant { get; } = grant;

    /// <summary>The upstream's id of it; null where the upstream is a process.</summary>
    public string? UpstreamId { get; init; }

    /// <summary>The process and its streams; null where the upstream is behind an address.</summary>
    public ProcessSession? Process { get; init; }

    /// <summary>What else ends with the session; null where there is nothing.</summary>
    public IAsyncDisposable? Owned { get; init; }

    /// <summary>What its client is told unasked: by the process or the servers that it stands for, and by the gateway itself. Made when it is first needed.</summary>
    public UnaskedStream Unasked
    {
        get => LazyInitializer.EnsureInitialized(ref _unasked, static () => new UnaskedStream());
        init => _unasked = value;
    }

    /// <summary>Tells the client something unasked.</summary>
    /// <returns>False where the session has ended.</returns>
    public bool TryTell(ReadOnlyMemory<byte> message) => Unasked.TryTell(message);

    /// <summary>Whether its client shows its user addresses to open.</summary>
    public bool TakesUrls { get; init; }

    /// <summary>Ids of requests under way.</summary>
    public IdsUnderWay InFlight { get; } = new();

    /// <summary>Ids of events that the client was sent.</summary>
    public EventsSent Events { get; } = new();

    /// <summary>Ties it to its grant: a grant that is over takes it along.</summary>
    public CancellationTokenRegistration Held { get; set; }

    /// <summary>Streams that answer requests under way. Made when there is the first.</summary>
    public AnswerStreams Streams => LazyInitializer.EnsureInitialized(ref _streams, static () => new AnswerStreams());

    /// <summary>Streams of the server that its client has open. Made when there is the first.</summary>
    public OpenStreams Relayed => LazyInitializer.EnsureInitialized(ref _relayed, static () => new OpenStreams());

    public long LastUsed { get; set; }

    public bool IsInUse => Volatile.Read(ref _uses) > 0;

    public void Enter() => Interlocked.Increment(ref _uses);

    public void Leave() => Interlocked.Decrement(ref _uses);

    public CancellationToken Hold(string idKey)
    {
        var held = LazyInitializer.EnsureInitialized(ref _held, static () => new ConcurrentDictionary<string, CancellationTokenSource>(StringComparer.Ordinal));
        // Never disposed: it has no timer, and whoever withdraws may hold it still.
        return held.GetOrAdd(idKey, static _ => new CancellationTokenSource()).Token;
    }

    public void Release(string idKey) => _held?.TryRemove(idKey, out _);

    /// <summary>Withdraws a call that is held, of which no server has heard.</summary>
    /// <returns>False where none of that id is held.</returns>
    public bool TryWithdraw(string idKey)
    {
        if (_held?.TryRemove(idKey, out var left) != true)
        {
            return false;
        }

        left!.Cancel();
        return true;
    }
}
