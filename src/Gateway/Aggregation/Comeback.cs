namespace Catalog.Gateway.Aggregation;

/// <summary>
/// The way back of a server that went away. The sessions that miss it ask one at a time, ever more seldom, however many they are; once one of them
/// hears from it, the others ask at once. Turns go by grants, so that nobody's sessions keep another's from asking.
/// </summary>
internal sealed class Comeback(TimeProvider clock)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(60);

    private readonly Lock _gate = new();
    private readonly List<Waiter> _waiting = [];
    private readonly Dictionary<string, long> _turns = new(StringComparer.Ordinal);
    private TimeSpan _pause = FirstPause;
    private long _turn;
    private bool _isThere;
    private bool _isToldGone;
    private bool _isRunning;

    /// <summary>Whether it is news that the server is gone, or there again: for the first session that sees it.</summary>
    public bool IsNews(bool isGone)
    {
        lock (_gate)
        {
            var isNews = _isToldGone != isGone;
            _isToldGone = isGone;
            return isNews;
        }
    }

    /// <summary>Waits for this session's turn, and asks then.</summary>
    /// <param name="grant">Whose session it is.</param>
    /// <param name="ask">Asks the server: whether the session has all that it missed, and whether the server is still gone. It throws nothing but what ends all.</param>
    /// <param name="leaving">Ends the wait for the turn, and is to end <paramref name="ask"/>.</param>
    /// <returns>Whether the session has all that it missed.</returns>
    /// <exception cref="OperationCanceledException">The session ended.</exception>
    public async Task<bool> AskAsync(string grant, Func<CancellationToken, Task<(bool IsWhole, bool IsGone)>> ask, CancellationToken leaving)
    {
        var waiter = new Waiter(grant);
        lock (_gate)
        {
            _waiting.Add(waiter);
            if (!_isRunning)
            {
                _isRunning = true;
                _ = RunAsync();
            }
        }

        await using var left = leaving.UnsafeRegister(static waiter => ((Waiter)waiter!).Turn.TrySetCanceled(), waiter);
        await waiter.Turn.Task;
        var isGone = true;
        try
        {
            (var isWhole, isGone) = await ask(leaving);
            return isWhole;
        }
        finally
        {
            waiter.Done.SetResult(isGone);
        }
    }

    private async Task RunAsync()
    {
        // Not by whoever came first, who holds the lock.
        await Task.Yield();
        while (true)
        {
            if (!_isThere)
            {
                await Task.Delay(_pause, clock);
            }

            while (true)
            {
                if (NextOrNull() is not { } next)
                {
                    return;
                }

                if (next.Turn.TrySetResult())
                {
                    Learn(await next.Done.Task);
                    break;
                }
            }
        }
    }

    private void Learn(bool isGone)
    {
        _isThere = !isGone;
        _pause = !isGone ? FirstPause : _pause * 2 > LongestPause ? LongestPause : _pause * 2;
    }

    /// <summary>Of those who wait the one whose grant asked longest ago; null where nobody does, which ends the rounds.</summary>
    private Waiter? NextOrNull()
    {
        lock (_gate)
        {
            if (_waiting.MinBy(w => _turns.GetValueOrDefault(w.Grant)) is not { } next)
            {
                // Whoever comes next meets a server that was there, or waits as long as the last one would have.
                _isRunning = _isThere = false;
                _turns.Clear();
                return null;
            }

            _waiting.Remove(next);
            _turns[next.Grant] = ++_turn;
            return next;
        }
    }

    private sealed class Waiter(string grant)
    {
        public string Grant { get; } = grant;

        public TaskCompletionSource Turn { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>Whether the server is still gone.</summary>
        public TaskCompletionSource<bool> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
