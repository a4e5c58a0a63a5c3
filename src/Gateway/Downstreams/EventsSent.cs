using System.Security.Cryptography;
using System.Text;
using Catalog.Gateway.Relaying;

namespace Catalog.Gateway.Downstreams;

/// <summary>
/// The ids of the events that the client of a session was sent last. A client takes a stream up again after one of them, and after no other:
/// servers often keep the events of all their sessions in one place, and ask for nothing but the id.
/// </summary>
internal sealed class EventsSent
{
    private const int MaxKept = 1024;

    private readonly Lock _gate = new();
    private HashSet<ulong>? _known;
    private Queue<ulong>? _byAge;

    /// <summary>Notes the id of a block, where it has one.</summary>
    public void Sent(ReadOnlyMemory<byte> block)
    {
        if (block.Span.IndexOf("id:"u8) < 0 || SseReader.IdOf(block) is not { Length: > 0 } id)
        {
            return;
        }

        var hash = Hash(id);
        lock (_gate)
        {
            _known ??= [];
            _byAge ??= new Queue<ulong>();
            if (!_known.Add(hash))
            {
                return;
            }

            _byAge.Enqueue(hash);
            if (_byAge.Count > MaxKept)
            {
                _known.Remove(_byAge.Dequeue());
            }
        }
    }

    /// <summary>Whether the client was sent an event of this id.</summary>
    public bool Holds(string id)
    {
        lock (_gate)
        {
            return _known?.Contains(Hash(id)) == true;
        }
    }

    // Eight bytes of a strong hash: nobody can find another id that is taken for one of these by trying.
    private static ulong Hash(string id) => BitConverter.ToUInt64(SHA256.HashData(Encoding.UTF8.GetBytes(id)));
}
