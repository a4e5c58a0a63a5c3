namespace Catalog.Crawler.Extractors.Evaluation;

/// <summary>What one snapshot may cost. Evaluation runs on data of strangers: every loop and growth draws on this.</summary>
/// <param name="cancellationToken">Ends it at once.</param>
/// <param name="steps">How many nodes may be evaluated.</param>
internal sealed class EvaluationBudget(CancellationToken cancellationToken, long steps = EvaluationBudget.MostSteps)
{
    /// <summary>The most nodes that are evaluated.</summary>
    public const long MostSteps = 12_000_000;

    /// <summary>The most nodes that are evaluated of what nothing calls: in a bundle that is mostly its libraries.</summary>
    public const long MostUncalledSteps = 1_500_000;

    /// <summary>How many nodes are evaluated of what something outside may call, without a registration among them, once there was one.</summary>
    public const long MostBarrenSteps = 300_000;

    /// <summary>The longest text that is built; longer ones become unknown.</summary>
    public const int LongestText = 1_000_000;

    /// <summary>The most items of a list that is built.</summary>
    public const int MostItems = 20_000;

    /// <summary>The most rounds of one loop.</summary>
    public const int MostRounds = 5_000;

    /// <summary>The most rounds of a loop that has no test.</summary>
    public const int MostEndlessRounds = 64;

    /// <summary>How many calls inside each other leave a share to what follows them.</summary>
    public const int MostShares = 1;

    /// <summary>The deepest nesting of calls.</summary>
    public const int DeepestCalls = 120;

    /// <summary>The deepest nesting of statements and expressions over all calls: a deep stack makes every collection of memory slow.</summary>
    public const int DeepestNesting = 8_000;

    private readonly long _given = steps;
    private long _steps = steps;
    private long _floor;
    private int _shares;
    private long _characters = 60_000_000;
    private long _items = 6_000_000;

    public bool IsSpent => _steps <= _floor || _characters <= 0 || _items <= 0;

    /// <summary>How many nodes were evaluated, with what counts like them.</summary>
    public long Spent => _given - _steps;

    /// <summary>One node evaluated; false when no more may be.</summary>
    public bool Step()
    {
        if ((--_steps & 0xFFFF) == 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
        }

        return !IsSpent;
    }

    /// <summary>From here on no more than <paramref name="most"/> nodes are evaluated, fewer where fewer are left.</summary>
    public void Limit(long most) => _steps = Math.Min(_steps, most);

    /// <summary>Accounts for items or members that were copied: work and memory that one step alone would not show; false when no more may be.</summary>
    public bool TryItems(int count)
    {
        _items -= count;
        _steps -= count / 8;
        return _items > 0;
    }

    /// <summary>Accounts for a text that was built.</summary>
    public bool TryText(long length)
    {
        _characters -= length;
        return length <= LongestText && _characters > 0;
    }

    /// <summary>
    /// Leaves one call at most three quarters of what is there, so that code after an endless one is still read. Only the outermost call is held to it: taken at every
    /// depth, the shares of shares would leave nothing to deep programs. Give the result to <see cref="EndShare"/>.
    /// </summary>
    public long BeginShare()
    {
        var before = _floor;
        if (++_shares <= MostShares)
        {
            _floor += Math.Max(0, _steps - _floor) / 4;
        }

        return before;
    }

    /// <summary>The call has ended: what it was not left is there again.</summary>
    public void EndShare(long before)
    {
        _shares--;
        _floor = before;
    }
}
