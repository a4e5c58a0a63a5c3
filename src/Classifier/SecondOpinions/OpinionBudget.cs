namespace Catalog.Classifier.SecondOpinions;

/// <summary>Counts calls and tokens of one run. Any thread.</summary>
/// <param name="maxCalls">The most calls.</param>
/// <param name="maxTokens">The most tokens, those reserved included.</param>
internal sealed class OpinionBudget(int maxCalls, long maxTokens)
{
    private readonly Lock _gate = new();
    private int _calls;
    private long _tokens;

    /// <summary>Takes one call and sets tokens aside for it, so that calls under way at the same time cannot spend the same ones; false where either does not suffice.</summary>
    /// <param name="tokens">What the call may cost, 0 or more.</param>
    public bool TryReserve(long tokens)
    {
        lock (_gate)
        {
            if (_calls >= maxCalls || _tokens + tokens > maxTokens)
            {
                return false;
            }

            _calls++;
            _tokens += tokens;
            return true;
        }
    }

    /// <summary>Puts what a call has cost in place of what was set aside for it.</summary>
    public void Settle(long reserved, long spent)
    {
        lock (_gate)
        {
            _tokens += Math.Max(0, spent) - reserved;
        }
    }
}
