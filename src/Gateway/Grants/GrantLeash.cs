using System.Collections.Concurrent;

namespace Catalog.Gateway.Grants;

/// <summary>Holds what each grant has open: streams, calls, sessions. Pulling it ends all of that at once.</summary>
internal sealed class GrantLeash
{
    private readonly ConcurrentDictionary<GrantHold, CancellationTokenSource> _leashes = new();

    /// <summary>The grants, and tokens of them, that held something since their leash was last pulled.</summary>
    public IReadOnlyCollection<GrantHold> Held => [.. _leashes.Keys];

    /// <summary>Holds something until the registration is disposed.</summary>
    /// <param name="by">The grant, and the token of it that was shown where the thing ends with that.</param>
    /// <param name="end">Ends the thing; called on any thread, at most once.</param>
    /// <param name="state">Given to <paramref name="end"/>.</param>
    public CancellationTokenRegistration Hold(GrantHold by, Action<object?> end, object? state) =>
        _leashes.GetOrAdd(by, static _ => new CancellationTokenSource()).Token.UnsafeRegister(end, state);

    /// <summary>Ends all that a grant has open. What it opens afterwards is held anew.</summary>
    /// <param name="grant">The grant's id.</param>
    public void Pull(string grant)
    {
        // Calls, which are held by their tokens, before the sessions that they are made in: each hears of its grant, and not of a session that was closed.
        foreach (var held in _leashes.Keys.Where(held => held.Grant == grant).OrderBy(static held => held.Token is null))
        {
            Pull(held);
        }
    }

    /// <summary>Ends what is held by a grant, or by one token of it, alone.</summary>
    public void Pull(GrantHold by)
    {
        if (_leashes.TryRemove(by, out var leash))
        {
            // Not disposed: a request that is just being let in may still hold on to it, and is ended by it then.
            leash.Cancel();
        }
    }
}
