namespace Catalog.Classifier.SecondOpinions;

/// <summary>Counts calls and tokens of one run. Any thread.</summary>
internal sealed class OpinionBudget(int maxCalls, long maxTokens)
{
    private int _calls;
    private long _tokens;

    /// <summary>Takes one call; false where the calls or the tokens are spent.</summary>
    public bool TryTakeCall() => Interlocked.Read(ref _tokens) < maxTokens && Interlocked.Increment(ref _calls) <= maxCalls;

    /// <summary>Notes what a call has cost.</summary>
    public void Spend(long tokens) => Interlocked.Add(ref _tokens, Math.Max(0, tokens));
}
