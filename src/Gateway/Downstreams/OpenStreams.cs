using System.Collections.Concurrent;

namespace Catalog.Gateway.Downstreams;

/// <summary>The streams that a session's client opened at its server by GET. May be used from any thread.</summary>
internal sealed class OpenStreams
{
    private readonly ConcurrentDictionary<StreamTurn, byte> _open = new();

    /// <summary>Notes one; to be ended.</summary>
    public void Begin(StreamTurn turn) => _open[turn] = 0;

    public void End(StreamTurn turn) => _open.TryRemove(turn, out _);

    /// <summary>Ends those that are open, and waits until they have ended.</summary>
    /// <returns>False where there were none.</returns>
    public async Task<bool> TryEndAllAsync()
    {
        var open = _open.Keys.ToList();
        await Task.WhenAll(open.Select(static turn => turn.EndAsync()));
        return open.Count > 0;
    }
}
