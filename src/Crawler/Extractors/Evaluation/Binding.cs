namespace Catalog.Crawler.Extractors.Evaluation;

/// <summary>A name in a scope.</summary>
internal sealed class Binding
{
    private Func<Value>? _read;
    private Value _value;
    private object? _latest;

    public Binding(Value value, int depth)
    {
        _value = value;
        Depth = depth;
    }

    /// <summary>A name of another module, read when it is used: imports may go in circles.</summary>
    public Binding(Func<Value> read)
    {
        _read = read;
        _value = UnknownValue.Plain;
    }

    public Value Value
    {
        get => _read is null ? _value : _read();
        set
        {
            _read = null;
            _value = value;
        }
    }

    /// <summary>What was written last under a condition, and that condition: who reads under it reads this; null where the last write had none.</summary>
    public Slot? Latest
    {
        // Boxed, for most names are never written under a condition and there are very many.
        get => _latest is Slot slot ? slot : null;
        set => _latest = value;
    }

    /// <summary>How many conditions held where it was declared.</summary>
    public int Depth { get; }
}
