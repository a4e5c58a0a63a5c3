using System.Collections.Concurrent;
using Catalog.Gateway.Relaying;

namespace Catalog.Gateway.Aggregation;

/// <summary>What is remembered of a lane's server from session to session.</summary>
internal sealed class LaneMemory(TimeProvider clock)
{
    private const int MostLists = 1000;
    private const int MostNames = 10_000;

    private readonly ConcurrentDictionary<(string Grant, byte List), KnownList> _lists = new();
    private readonly ConcurrentDictionary<string, bool> _asks = new(StringComparer.Ordinal);
    private volatile bool _asksAside;
    private volatile Offer? _offer;
    private volatile object? _era;

    /// <summary>How sessions find out that it is there again.</summary>
    public Comeback Comeback { get; } = new(clock);

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

    /// <summary>Whether its questions come beside the answers of calls, so that they do not say whose they are: always of a server of lines, else once one did.</summary>
    public bool AsksAside
    {
        get => _asksAside;
        set => _asksAside = value;
    }

    /// <summary>Whether calls of a name ask their client for something; null where none was answered yet.</summary>
    public bool? Asks(string name) => _asks.TryGetValue(name, out var asks) ? asks : null;

    /// <summary>Learns of a call whether it asked. What asked once is taken to ask always.</summary>
    public void LearnAsks(string name, bool asked)
    {
        if (_asks.Count >= MostNames)
        {
            _asks.Clear();
        }

        _asks.AddOrUpdate(name, asked, (_, before) => before || asked);
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
