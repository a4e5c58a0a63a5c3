namespace Catalog.Gateway.Downstreams;

/// <summary>Who serves the stream of a session: the newest who asked. May be used from any thread.</summary>
internal sealed class StreamTurns
{
    private readonly Lock _gate = new();
    private StreamTurn? _latest;

    /// <summary>Ends the turn before, waits until it has ended, and begins one.</summary>
    /// <param name="aborted">Cancelled when the client has left.</param>
    public async ValueTask<StreamTurn> TakeAsync(CancellationToken aborted)
    {
        var turn = new StreamTurn(aborted);
        StreamTurn? before;
        lock (_gate)
        {
            (before, _latest) = (_latest, turn);
        }

        if (before is not null)
        {
            await before.EndAsync();
        }

        return turn;
    }
}
