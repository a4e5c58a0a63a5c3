using System.Collections.Concurrent;
using Catalog.Gateway.Relaying;

namespace Catalog.Gateway.Upstreams;

/// <summary>
/// How long a process has said nothing of each request that it was sent. Over HTTP the head of an answer has its time; lines have no head, so it is the
/// answer's, and begins anew with each progress of the request. While the server waits for something that it asked of its client, which may be a
/// person, nobody is late.
/// </summary>
/// <param name="patience">How long a request may wait whose caller does not wait for less.</param>
/// <param name="clock">The time.</param>
/// <param name="late">Told of each request that is late, once: its key, its id as it was sent, and how long it was allowed to wait.</param>
internal sealed class AnswerDeadlines(TimeSpan patience, TimeProvider clock, Action<string, ReadOnlyMemory<byte>, TimeSpan> late) : IDisposable
{
    // More questions than any client is asked: what a server makes up is not kept without end.
    private const int MostQuestions = 1024;

    private static readonly TimeSpan LongestLook = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan ShortestLook = TimeSpan.FromMilliseconds(50);

    private readonly ConcurrentDictionary<string, Waiting> _waiting = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Waiting> _tokens = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, byte> _questions = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();
    private long _look = LookFor(patience);
    private ITimer? _timer;
    private int _looks;

    /// <summary>How many requests wait.</summary>
    public int Count => _waiting.Count;

    /// <summary>Notes a message on its way to the server: an answer may be there before <see cref="Taken"/> is called, from which its time counts.</summary>
    /// <param name="message">The message.</param>
    /// <param name="own">How long its caller waits, where that is for less than others; null for as long as they.</param>
    public void Sent(Envelope message, TimeSpan? own = null)
    {
        if (message.Kind == MessageKind.Response)
        {
            Answered(message.IdKey);
        }
        else if (message.WithdrawnKey is { } withdrawn)
        {
            End(withdrawn);
        }
        else if (message.Kind == MessageKind.Request && message.Method is not (Methods.Listen or "tasks/result"))
        {
            // A subscription, and the end of a task, are waited for by design.
            var waiting = new Waiting(message.IdKey!, message.IdBytes.ToArray(), message.ProgressToken.IsPresent ? UpstreamMessage.KeyOrNull(message.ProgressToken.Of(message.Bytes).Span) : null, own < patience ? own.Value : patience);
            _waiting[waiting.Key] = waiting;
            if (waiting.Token is { } token)
            {
                _tokens[token] = waiting;
            }

            Look(waiting.Patience);
        }
    }

    /// <summary>Notes that the server took a message: its time begins.</summary>
    public void Taken(Envelope message)
    {
        if (message.IdKey is { } key && _waiting.TryGetValue(key, out var waiting))
        {
            waiting.Since = clock.GetTimestamp();
        }
    }

    /// <summary>Notes that the server did not take a message: whoever waits for its answer is told otherwise.</summary>
    public void NotTaken(Envelope message)
    {
        if (message is { Kind: MessageKind.Request, IdKey: { } key })
        {
            End(key);
        }
    }

    /// <summary>Notes a message of the server.</summary>
    public void Heard(UpstreamMessage message)
    {
        if (message.IsResponse)
        {
            if (message.IdKey is { } answered)
            {
                End(answered);
            }
        }
        else if (message.IdKey is { } asked)
        {
            if (_questions.Count < MostQuestions)
            {
                _questions.TryAdd(asked, 0);
            }
        }
        else if (message.ProgressToken.IsPresent && UpstreamMessage.KeyOrNull(message.ProgressToken.Of(message.Bytes).Span) is { } token && _tokens.TryGetValue(token, out var waiting))
        {
            waiting.Since = clock.GetTimestamp();
        }
    }

    /// <summary>Forgets all of it: the process is gone, and who waited was told.</summary>
    public void Clear()
    {
        _waiting.Clear();
        _tokens.Clear();
        _questions.Clear();
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _looks = int.MinValue;
            _timer?.Dispose();
        }
    }

    private void Answered(string? question)
    {
        if (question is null || !_questions.TryRemove(question, out _))
        {
            return;
        }

        // What waited for the client begins anew.
        foreach (var waiting in _waiting.Values.Where(static w => w.IsTaken))
        {
            waiting.Since = clock.GetTimestamp();
        }
    }

    private void End(string key)
    {
        if (_waiting.TryRemove(key, out var ended) && ended.Token is { } token)
        {
            _tokens.TryRemove(KeyValuePair.Create(token, ended));
        }
    }

    /// <summary>Has the timer run for as long as something waits, and as often as the shortest time asks for: a session that is idle costs none.</summary>
    private void Look(TimeSpan shortest)
    {
        var look = LookFor(shortest);
        if (Volatile.Read(ref _looks) != 0 && look >= Volatile.Read(ref _look))
        {
            return;
        }

        lock (_gate)
        {
            if (_looks == 0 || (_looks == 1 && look < _look))
            {
                _looks = 1;
                Volatile.Write(ref _look, Math.Min(look, _look));
                _timer ??= clock.CreateTimer(static me => ((AnswerDeadlines)me!).Tick(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
                _timer.Change(TimeSpan.FromTicks(_look), TimeSpan.FromTicks(_look));
            }
        }
    }

    private void Tick()
    {
        foreach (var (key, waiting) in _waiting)
        {
            if (_questions.IsEmpty && waiting.IsTaken && clock.GetElapsedTime(waiting.Since) >= waiting.Patience && _waiting.TryRemove(KeyValuePair.Create(key, waiting)))
            {
                if (waiting.Token is { } token)
                {
                    _tokens.TryRemove(KeyValuePair.Create(token, waiting));
                }

                late(key, waiting.Id, waiting.Patience);
            }
        }

        lock (_gate)
        {
            if (_waiting.IsEmpty && _looks == 1)
            {
                _looks = 0;
                Volatile.Write(ref _look, LookFor(patience));
                _timer!.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            }
        }

        foreach (var (_, waiting) in Volatile.Read(ref _looks) == 0 ? _waiting.AsEnumerable() : [])
        {
            // It was sent between the look and the stop.
            Look(waiting.Patience);
        }
    }

    private static long LookFor(TimeSpan time) => Math.Clamp(time.Ticks / 4, ShortestLook.Ticks, LongestLook.Ticks);

    private sealed class Waiting(string key, byte[] id, string? token, TimeSpan patience)
    {
        private const long Never = long.MaxValue;

        private long _since = Never;

        public bool IsTaken => Since != Never;

        public string Key { get; } = key;

        public ReadOnlyMemory<byte> Id { get; } = id;

        public string? Token { get; } = token;

        public TimeSpan Patience { get; } = patience;

        public long Since
        {
            get => Volatile.Read(ref _since);
            set => Volatile.Write(ref _since, value);
        }
    }
}
