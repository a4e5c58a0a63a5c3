using System.Collections.Concurrent;
using Catalog.Gateway.Relaying;

namespace Catalog.Gateway.Aggregation;

/// <summary>What is remembered of a lane's server from session to session.</summary>
internal sealed class LaneMemory
{
    private const int MostLists = 1000;

    private readonly ConcurrentDictionary<(string Grant, byte List), KnownList> _lists = new();
    private volatile Offer? _offer;
    private volatile object? _era;

    /// <summary>The era in which the last handshake went well; null while none did.</summary>
    public ProtocolEra? Era
    {
        get => (ProtocolEra?)_era;
        set => _era = value;
    }

    /// <summary>What it last said of itself; null while it said nothing.</summary>
    public Offer? Offer
    {
        get => _offer;
        set => _offer = value;
    }

    /// <summary>The last whole list that the server gave a grant; null where it gave none.</summary>
    public KnownList? FindOrNull(string grant, ListShape shape) => _lists.GetValueOrDefault((grant, shape.Number));

    public void Learn(string grant, ListShape shape, KnownList list)
    {
        if (_lists.Count >= MostLists)
        {
            _lists.Clear();
        }

        _lists[(grant, shape.Number)] = list;
    }
}
