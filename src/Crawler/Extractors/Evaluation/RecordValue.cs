using Catalog.Crawler.Parsing.Facts;

namespace Catalog.Crawler.Extractors.Evaluation;

/// <summary>An object, a dictionary, an instance of a class, or a module's names. It can be changed, as in the source; members keep their order.</summary>
internal sealed class RecordValue : Value
{
    private const int MostInLine = 8;
    private readonly List<string> _order = [];
    private Slot[] _slots = [];
    private Dictionary<string, int>? _index;

    /// <summary>The members' names in the order of their making.</summary>
    public IReadOnlyList<string> Keys => _order;

    /// <summary>True where there may be more members than these.</summary>
    public bool IsOpen { get; set; }

    /// <summary>How many conditions held where it was made.</summary>
    public int Depth { get; init; }

    /// <summary>The class that it is an instance of; null for plain ones.</summary>
    public ClassValue? Class { get; set; }

    /// <summary>Where it was made, and in which file; null where no literal made it.</summary>
    public FactNode? Node { get; init; }

    /// <summary>The file of <see cref="Node"/>.</summary>
    public string? File { get; init; }

    /// <summary>What a language's host keeps with it: the entries of a map, a marker.</summary>
    public object? Tag { get; set; }

    public override bool? Truth => true;

    public bool TryGet(string name, out Slot slot)
    {
        var at = Find(name);
        slot = at < 0 ? default : _slots[at];
        return at >= 0;
    }

    public Value? FindOrNull(string name) => Find(name) is >= 0 and var at ? _slots[at].Value : null;

    public void Set(string name, Value value, string? condition = null)
    {
        var at = Find(name);
        if (at < 0)
        {
            at = _order.Count;
            _order.Add(name);
            if (at == _slots.Length)
            {
                Array.Resize(ref _slots, at == 0 ? 4 : at * 2);
            }

            _index?.Add(name, at);
            if (_index is null && at >= MostInLine)
            {
                Index();
            }
        }

        _slots[at] = new Slot(value, condition);
    }

    public void Remove(string name)
    {
        if (Find(name) is >= 0 and var at)
        {
            _order.RemoveAt(at);
            Array.Copy(_slots, at + 1, _slots, at, _order.Count - at);
            _slots[_order.Count] = default;
            if (_index is not null)
            {
                Index();
            }
        }
    }

    private void Index()
    {
        _index = new Dictionary<string, int>(_order.Count * 2, StringComparer.Ordinal);
        for (var i = 0; i < _order.Count; i++)
        {
            _index.Add(_order[i], i);
        }
    }

    /// <summary>The position of a member, -1 where there is none. Few members are compared one by one: an index for each small record would cost more memory than the record.</summary>
    private int Find(string name)
    {
        if (_index is not null)
        {
            return _index.TryGetValue(name, out var at) ? at : -1;
        }

        for (var i = 0; i < _order.Count; i++)
        {
            if (_order[i] == name)
            {
                return i;
            }
        }

        return -1;
    }
}
