namespace Catalog.Gateway.Aggregation.Parking;

/// <summary>
/// Lets calls that ask their client for something run one after the other, at a server whose questions do not say which call they belong to.
/// Whether a tool asks is learnt from its calls; what is known to ask nothing never waits.
/// </summary>
internal sealed class AskingTurns(LaneMemory memory, TimeProvider clock) : IDisposable
{
    /// <summary>How many calls of one client may wait for their turn.</summary>
    public const int MostWaiting = 32;

    /// <summary>How long a call waits for one that asks; that one may be waiting for its client.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>How long a call waits of which nobody knows yet whether it asks: once for each tool.</summary>
    public static readonly TimeSpan Trial = TimeSpan.FromSeconds(2);

    private readonly SemaphoreSlim _turn = new(1, 1);
    private int _waiting;

    /// <summary>Waits for the turn of a call.</summary>
    /// <param name="name">What is called.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>Whether the call may be sent, and whether it has the turn, which is to be left.</returns>
    public async Task<(bool MayGo, bool HasTurn)> EnterAsync(string name, CancellationToken cancellationToken)
    {
        if (memory.Asks(name) == false)
        {
            return (true, false);
        }

        if (Interlocked.Increment(ref _waiting) > MostWaiting)
        {
            Interlocked.Decrement(ref _waiting);
            return (false, false);
        }

        try
        {
            if (memory.Asks(name) is null)
            {
                if (await TryTakeAsync(Trial, cancellationToken))
                {
                    return (true, true);
                }

                if (memory.Asks(name) != true)
                {
                    // Nothing was asked meanwhile: what cannot be told apart later is told apart by waiting.
                    return (true, false);
                }
            }

            var isMine = await TryTakeAsync(Patience, cancellationToken);
            return (isMine, isMine);
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    public void Leave() => _turn.Release();

    public void Dispose() => _turn.Dispose();

    private async Task<bool> TryTakeAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            await _turn.WaitAsync(either.Token);
            return true;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }
}
