using System.Collections.Concurrent;

namespace Catalog.Gateway.Downstreams;

/// <summary>
/// The streams that answer a session's requests. A request that its client cancelled has no answer, and many servers never end its stream: it would
/// hold one of the grant's seats for as long as the client keeps it open. May be used from any thread.
/// </summary>
internal sealed class AnswerStreams
{
    private readonly ConcurrentDictionary<string, (CancellationTokenSource Source, CancellationToken Over)> _open = new(StringComparer.Ordinal);

    /// <summary>Notes a stream; to be ended.</summary>
    /// <param name="idKey">The id of its request, of which no other is under way.</param>
    /// <param name="aborted">Cancelled when the client has left.</param>
    /// <returns>What is cancelled when the client has left, or cancelled the request.</returns>
    public CancellationToken Begin(string idKey, CancellationToken aborted)
    {
        var source = CancellationTokenSource.CreateLinkedTokenSource(aborted);
        return (_open[idKey] = (source, source.Token)).Over;
    }

    /// <summary>A stream ended; another one of the same id, which a client may begin once it has its answer, stays.</summary>
    /// <param name="idKey">The id of its request.</param>
    /// <param name="over">What <see cref="Begin"/> gave for it.</param>
    public void End(string idKey, CancellationToken over)
    {
        if (_open.TryGetValue(idKey, out var its) && its.Over == over && _open.TryRemove(KeyValuePair.Create(idKey, its)))
        {
            its.Source.Dispose();
        }
    }

    /// <summary>The client cancelled a request; nothing happens where no stream answers it.</summary>
    public void Withdraw(string idKey)
    {
        if (_open.TryRemove(idKey, out var its))
        {
            // Not disposed: whoever reads the stream still looks at it.
            _ = its.Source.CancelAsync();
        }
    }
}
