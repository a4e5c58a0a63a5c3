using System.Collections.Concurrent;

namespace Catalog.GatewayLoad;

/// <summary>What the clients of a soak saw, and what they should not have seen.</summary>
internal sealed class SoakTally
{
    private readonly ConcurrentDictionary<(string Tool, CallOutcome Outcome), long> _seen = new();
    private readonly ConcurrentQueue<string> _faults = new();
    private long _unanswered;
    private long _sessions;

    /// <summary>Calls that were sent and not answered: what became of them nobody knows.</summary>
    public long Unanswered => Interlocked.Read(ref _unanswered);

    public long Sessions => Interlocked.Read(ref _sessions);

    public IReadOnlyCollection<string> Faults => _faults;

    public void Saw(string tool, CallOutcome outcome) => _seen.AddOrUpdate((tool, outcome), 1, static (_, count) => count + 1);

    public long Of(string tool, CallOutcome outcome) => _seen.GetValueOrDefault((tool, outcome));

    /// <summary>Calls of the outcomes named, over all tools.</summary>
    public long Of(params CallOutcome[] outcomes) => _seen.Where(seen => outcomes.Contains(seen.Key.Outcome)).Sum(static seen => seen.Value);

    public void LeftUnanswered() => Interlocked.Increment(ref _unanswered);

    public void OpenedSession() => Interlocked.Increment(ref _sessions);

    public void Fault(string what)
    {
        if (_faults.Count < 50)
        {
            _faults.Enqueue(what);
        }
    }
}
