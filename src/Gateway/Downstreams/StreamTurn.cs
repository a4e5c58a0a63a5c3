namespace Catalog.Gateway.Downstreams;

/// <summary>Leave to serve a stream, until its client leaves or another stream takes its place. Whoever has it disposes of it when it serves no more.</summary>
/// <param name="aborted">Cancelled when the client has left.</param>
internal sealed class StreamTurn(CancellationToken aborted) : IAsyncDisposable
{
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    // Never disposed: who follows may end it while it ends by itself. It has no timer, and goes with its request.
    private readonly CancellationTokenSource _over = CancellationTokenSource.CreateLinkedTokenSource(aborted);

    /// <summary>Cancelled when the client has left, or another stream takes the place of this one.</summary>
    public CancellationToken Over => _over.Token;

    /// <summary>Whether another stream takes its place, and its client is still there as far as anybody knows.</summary>
    public bool IsReplaced => _over.IsCancellationRequested && !aborted.IsCancellationRequested;

    /// <summary>Has it end, and waits until it has.</summary>
    public async Task EndAsync()
    {
        await _over.CancelAsync();
        await _ended.Task;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _ended.TrySetResult();
        return ValueTask.CompletedTask;
    }
}
