using Catalog.Gateway.Enforcement;

namespace Catalog.Gateway.Aggregation;

/// <content>What happens after a failure of the server: it is asked again in the background, together with all other sessions where nobody answered.</content>
internal sealed partial class Branch
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(60);

    private bool _isComingBack;

    // Whether the last that was asked of the server was answered by nobody; what it answered is a matter of this session alone.
    private volatile bool _isGone;

    /// <summary>Whether the server failed and is being asked again in the background: nobody waits for it meanwhile.</summary>
    public bool IsDown
    {
        get
        {
            lock (_gate)
            {
                return _isComingBack;
            }
        }
    }

    /// <summary>Asks again, ever more seldom, until the server answers; then the client hears that there is something new.</summary>
    private async Task ComeBackAsync(Caller caller)
    {
        var pause = FirstPause;
        var isOwn = !_isGone;
        try
        {
            while (true)
            {
                bool isWhole;
                if (_isGone)
                {
                    isWhole = await _memory.Comeback.AskAsync(caller.Grant.Id, ending => AskAgainAsync(caller, ending), _ending.Token);
                }
                else
                {
                    await Task.Delay(pause, _clock, _ending.Token);
                    pause = pause * 2 > LongestPause ? LongestPause : pause * 2;
                    isWhole = await FetchMissingAsync(caller);
                }

                if (isWhole)
                {
                    break;
                }
            }
        }
        catch (OperationCanceledException)
        {
            return;
        }

        List<ListShape> missing;
        lock (_gate)
        {
            missing = [.. _missing];
            _missing.Clear();
            _isComingBack = false;
        }

        if (_memory.Comeback.IsNews(isGone: false) || isOwn)
        {
            LogBack(Name);
        }

        foreach (var shape in missing)
        {
            _owner.Changed(this, shape);
        }
    }

    private async Task<(bool IsWhole, bool IsGone)> AskAgainAsync(Caller caller, CancellationToken ending)
    {
        // A message would be one of the caller's, and an entry of the log, each time.
        if (!await _link.CanReachAsync(ending))
        {
            return (false, true);
        }

        var isWhole = await FetchMissingAsync(caller);
        return (isWhole, !isWhole && _isGone);
    }

    private async Task<(bool IsWhole, bool IsGone)> IsThereAsync(CancellationToken ending)
    {
        var isThere = await _link.CanReachAsync(ending);
        return (isThere, !isThere);
    }

    private async Task<bool> FetchMissingAsync(Caller caller)
    {
        List<ListShape> missing;
        lock (_gate)
        {
            missing = [.. _missing];
        }

        foreach (var shape in missing)
        {
            if (await TryFetchAsync(shape, Caller ?? caller) is not null)
            {
                return false;
            }
        }

        return true;
    }
}
