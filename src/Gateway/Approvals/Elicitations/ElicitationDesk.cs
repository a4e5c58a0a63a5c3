using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace Catalog.Gateway.Approvals.Elicitations;

/// <summary>The gateway's own questions to clients. They are remembered for an hour, so that no late answer reaches a server that never asked.</summary>
internal sealed class ElicitationDesk(TimeProvider clock)
{
    private const int MostKept = 20_000;
    private static readonly TimeSpan Life = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<string, Elicitation> _asked = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<Elicitation> _byAge = new();

    /// <summary>A new question to the clients of a grant.</summary>
    public Elicitation Open(string grant)
    {
        var now = clock.GetUtcNow();
        while (_byAge.TryPeek(out var oldest) && (_byAge.Count >= MostKept || now - oldest.AskedAt > Life) && _byAge.TryDequeue(out oldest))
        {
            _asked.TryRemove(oldest.Id, out _);
        }

        var asked = new Elicitation($"approval-{Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16))}", grant, now);
        _asked[asked.Id] = asked;
        _byAge.Enqueue(asked);
        return asked;
    }

    /// <summary>The question of an id, as the key of a message's id has it; null where none was asked of this grant.</summary>
    public Elicitation? FindOrNull(string? idKey, string grant) =>
        idKey is ['s', .. var id] && _asked.TryGetValue(id, out var asked) && asked.Grant == grant ? asked : null;
}
