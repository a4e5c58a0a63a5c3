using Catalog.Gateway.Relaying;

namespace Catalog.Gateway.Aggregation.Parking;

/// <summary>
/// Questions of a server that came beside the answers of several calls, so that nothing says whose they are. A call that came later cannot
/// have asked, and one that is answered asks no more: each question waits until one call is left that can have asked it. Nothing is guessed.
/// </summary>
/// <param name="clock">Ends the waiting.</param>
/// <param name="settled">Takes a question with the call that asked it; null where that stays unknown.</param>
internal sealed class HeldQuestions(TimeProvider clock, Action<UpstreamMessage, Crossing?> settled) : IDisposable
{
    /// <summary>How many questions of one server to one client may wait.</summary>
    public const int Most = 64;

    /// <summary>How long one waits.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly List<Held> _held = [];
    private readonly Lock _gate = new();

    /// <summary>Lets a question wait.</summary>
    /// <param name="question">The question; its bytes are copied.</param>
    /// <param name="under">The calls under way, two or more.</param>
    /// <returns>False where too many wait already.</returns>
    public bool TryHold(UpstreamMessage question, IEnumerable<Crossing> under)
    {
        if (UpstreamMessage.ReadOrNull(question.Bytes.ToArray()) is not { } kept)
        {
            return false;
        }

        var held = new Held(kept, [.. under]);
        lock (_gate)
        {
            if (_held.Count >= Most)
            {
                return false;
            }

            _held.Add(held);
            held.Limit = clock.CreateTimer(_ => Settle(held, null), null, Patience, Timeout.InfiniteTimeSpan);
        }

        return true;
    }

    /// <summary>A call is answered, or over.</summary>
    public void Ended(Crossing call)
    {
        List<(Held Held, Crossing? Call)> known = [];
        lock (_gate)
        {
            foreach (var held in _held)
            {
                if (held.May.Remove(call) && held.May.Count <= 1)
                {
                    known.Add((held, held.May.SingleOrDefault()));
                }
            }
        }

        foreach (var (held, asker) in known)
        {
            Settle(held, asker);
        }
    }

    /// <summary>The server takes a question back.</summary>
    /// <returns>False where none of that id waits.</returns>
    public bool TryWithdraw(string idKey)
    {
        lock (_gate)
        {
            return _held.Find(h => h.Question.IdKey == idKey) is { } held && TryTake(held);
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _held.ForEach(static held => held.Limit!.Dispose());
            _held.Clear();
        }
    }

    private void Settle(Held held, Crossing? call)
    {
        lock (_gate)
        {
            if (!TryTake(held))
            {
                return;
            }
        }

        settled(held.Question, call);
    }

    private bool TryTake(Held held)
    {
        held.Limit!.Dispose();
        return _held.Remove(held);
    }

    private sealed class Held(UpstreamMessage question, HashSet<Crossing> may)
    {
        public UpstreamMessage Question { get; } = question;

        /// <summary>The calls that can have asked it.</summary>
        public HashSet<Crossing> May { get; } = may;

        public ITimer? Limit { get; set; }
    }
}
