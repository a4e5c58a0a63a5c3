using System.Security.Cryptography;
using Catalog.Gateway.Relaying;

namespace Catalog.Gateway.Enforcement;

/// <summary>
/// Which <c>requestState</c> was issued for which call, and whether it was used: each issue is good for one retry, within an hour. Kept in
/// memory: after a restart a retry is a new call. A grant has so many and then loses its own oldest; where all together are too many, the
/// grant that has most loses one.
/// </summary>
internal sealed class Continuations(TimeProvider clock)
{
    /// <summary>How many of one grant are kept.</summary>
    public const int MaxOfGrant = 2000;

    private const int MaxIssued = 20_000;
    private const int MaxOwners = 64;
    private static readonly TimeSpan Life = TimeSpan.FromHours(1);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, LinkedListNode<Issue>> _issued = new(StringComparer.Ordinal);
    private readonly LinkedList<Issue> _byAge = [];
    private readonly Dictionary<string, LinkedList<string>> _ofGrant = new(StringComparer.Ordinal);

    public void Issued(ReadOnlySpan<byte> requestState, CallRecord call)
    {
        var key = Key(requestState);
        var now = clock.GetUtcNow();
        lock (_gate)
        {
            var others = _issued.TryGetValue(key, out var before) ? before.Value.Owners : [];
            Forget(key);
            while (_byAge.First is { } oldest && now - oldest.Value.At > Life)
            {
                Forget(oldest.Value.Key);
            }

            MakeRoom(call.Grant);
            if (!_ofGrant.TryGetValue(call.Grant, out var own))
            {
                _ofGrant[call.Grant] = own = [];
            }

            // The hash is enough to know the arguments by; the arguments themselves may be megabytes.
            _issued[key] = _byAge.AddLast(new Issue(key, call with { Arguments = null }, now, own.AddLast(key)) { Owners = [.. others.Where(o => o != (call.Grant, call.Tool)).TakeLast(MaxOwners - 1), (call.Grant, call.Tool)] });
        }
    }

    /// <summary>Uses an issue up.</summary>
    /// <returns>True where the retry continues the call that the state was issued to.</returns>
    public bool TryUse(ReadOnlySpan<byte> requestState, CallRecord retry)
    {
        var key = Key(requestState);
        lock (_gate)
        {
            if (!_issued.TryGetValue(key, out var node) || node.Value.IsUsed || clock.GetUtcNow() - node.Value.At > Life)
            {
                return false;
            }

            var call = node.Value.Call;
            var same = call.Grant == retry.Grant && call.Tool == retry.Tool && call.ArgumentsHash == retry.ArgumentsHash;
            // Not forgotten: whose it was is asked as long as the server may still know it.
            node.Value.IsUsed = same;
            return same;
        }
    }

    /// <summary>Whether a state was issued lately, and never to this grant for this: with it the server may take up what was not decided. Servers that give everybody the same state stay usable.</summary>
    public bool IsForeign(ReadOnlySpan<byte> requestState, string grant, string tool)
    {
        var key = Key(requestState);
        lock (_gate)
        {
            return _issued.TryGetValue(key, out var node) && clock.GetUtcNow() - node.Value.At <= Life && !node.Value.Owners.Contains((grant, tool));
        }
    }

    private void MakeRoom(string grant)
    {
        if (_ofGrant.TryGetValue(grant, out var own) && own.Count >= MaxOfGrant)
        {
            Forget(own.First!.Value);
        }

        if (_byAge.Count >= MaxIssued)
        {
            Forget(_ofGrant.Values.MaxBy(static g => g.Count)!.First!.Value);
        }
    }

    private void Forget(string key)
    {
        if (!_issued.Remove(key, out var node))
        {
            return;
        }

        _byAge.Remove(node);
        var own = _ofGrant[node.Value.Call.Grant];
        own.Remove(node.Value.OfGrant);
        if (own.Count == 0)
        {
            _ofGrant.Remove(node.Value.Call.Grant);
        }
    }

    // The key is of the state's value: a client may spell its escapes otherwise than the upstream did.
    private static string Key(ReadOnlySpan<byte> requestState) =>
        Convert.ToHexString(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(UpstreamMessage.KeyOrNull(requestState) ?? System.Text.Encoding.UTF8.GetString(requestState))));

    private sealed record Issue(string Key, CallRecord Call, DateTimeOffset At, LinkedListNode<string> OfGrant)
    {
        /// <summary>To whom, and for what, this state was issued; the last is the one that it is good for.</summary>
        public required IReadOnlyList<(string Grant, string Tool)> Owners { get; init; }

        /// <summary>Whether a retry came with it already.</summary>
        public bool IsUsed { get; set; }
    }
}
