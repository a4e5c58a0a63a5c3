namespace Catalog.Core.Decisions;

/// <summary>An entry of the decision log whose message is under way. Any thread.</summary>
/// <param name="entry">What is known.</param>
/// <param name="late">Told the outcome where the entry was written before; it must not wait. Null for an entry that nothing is to be added to.</param>
/// <param name="ended">Told once when the outcome is known, after <paramref name="late"/>; it must not wait. Null where nobody asks.</param>
public sealed class OpenDecision(DecisionLogEntry entry, Action<DecisionLogEntry, DecisionOutcome, TimeSpan?, IReadOnlyList<DecisionFinding>?>? late, Action? ended = null)
{
    private readonly Lock _gate = new();
    private DecisionLogEntry _entry = entry;
    private bool _isSettled = late is null;
    private bool _isTaken;

    /// <summary>Whether the outcome is known, or none is to come.</summary>
    public bool IsSettled
    {
        get
        {
            lock (_gate)
            {
                return _isSettled;
            }
        }
    }

    /// <summary>Tells how the message fared; what is told a second time changes nothing.</summary>
    /// <param name="outcome">How.</param>
    /// <param name="upstream">How long the upstream took; null where no answer came.</param>
    /// <param name="findings">What was found in the answer; null where nothing was.</param>
    public void Settle(DecisionOutcome outcome, TimeSpan? upstream, IReadOnlyList<DecisionFinding>? findings = null)
    {
        DecisionLogEntry? written = null;
        lock (_gate)
        {
            if (_isSettled)
            {
                return;
            }

            _isSettled = true;
            if (_isTaken)
            {
                written = _entry;
            }
            else
            {
                _entry = _entry with { Outcome = outcome, UpstreamMicroseconds = (long?)upstream?.TotalMicroseconds, Findings = findings };
            }
        }

        if (written is not null)
        {
            late?.Invoke(written, outcome, upstream, findings);
        }

        ended?.Invoke();
    }

    /// <summary>For logs alone: the entry as it is to be written now. One that is not settled gets an id, by which it is completed later.</summary>
    /// <param name="newId">Makes the id.</param>
    public DecisionLogEntry Take(Func<string> newId)
    {
        ArgumentNullException.ThrowIfNull(newId);
        lock (_gate)
        {
            if (!_isTaken)
            {
                _isTaken = true;
                if (!_isSettled)
                {
                    _entry = _entry with { Id = _entry.Id ?? newId() };
                }
            }

            return _entry;
        }
    }
}
