using System.Collections.Concurrent;

namespace Catalog.Gateway.Grants;

/// <summary>Holds what each grant has open: streams, calls, sessions. Pulling it ends all of that at once.</summary>
internal sealed class GrantLeash
{
    private readonly ConcurrentDictionary<string, CancellationTokenSource> _leashes = new(StringComparer.Ordinal);

    /// <summary>The grants that held something since their leash was last pulled.</summary>
    public IReadOnlyCollection<string> Held => [.. _leashes.Keys];

    /// <summary>Holds something until the registration is disposed.</summary>
    /// <param name="grant">The grant's id.</param>
    /// <param name="end">Ends the thing; called on any thread, at most once.</param>
    /// <param name="state">Given to <paramref name="end"/>.</param>
    public CancellationTokenRegistration Hold(string grant, Action<object?> end, object? state) =>
        _leashes.GetOrAdd(grant, static _ => new CancellationTokenSource()).Token.UnsafeRegister(end, state);

    /// <summary>Ends all that the grant has open. What it opens afterwards is held anew.</summary>
    public void Pull(string grant)
    {
        if (_leashes.TryRemove(grant, out var leash))
        {
            // Not disposed: a request that is just being let in may still hold on to it, and is ended by it then.
            leash.Cancel();
        }
    }
}
