using Catalog.Crawler.Parsing.Facts;

namespace Catalog.Crawler.Extractors.Evaluation;

/// <summary>An object, a dictionary, an instance of a class, or a module's names. It can be changed, as in the source; members keep their order.</summary>
internal sealed class RecordValue : Value
{
    private readonly Dictionary<string, Slot> _members = new(StringComparer.Ordinal);
    private readonly List<string> _order = [];

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

    public bool TryGet(string name, out Slot slot) => _members.TryGetValue(name, out slot);

    public Value? FindOrNull(string name) => _members.TryGetValue(name, out var slot) ? slot.Value : null;

    public void Set(string name, Value value, string? condition = null)
    {
        if (!_members.ContainsKey(name))
        {
            _order.Add(name);
        }

        _members[name] = new Slot(value, condition);
    }

    public void Remove(string name)
    {
        if (_members.Remove(name))
        {
            _order.Remove(name);
        }
    }
}
