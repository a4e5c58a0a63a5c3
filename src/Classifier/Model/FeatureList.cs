using Catalog.Classifier.Reading;

namespace Catalog.Classifier.Model;

/// <summary>The features of one definition, each once. Made once and cleared for the next definition; for one thread at a time.</summary>
internal sealed class FeatureList
{
    /// <summary>No definition has more features than this: what it does stands at its front.</summary>
    public const int Most = 4000;

    private const int Slots = 16_384;

    [ThreadStatic]
    private static FeatureList? ofThread;

    private readonly uint[] _seen = new uint[Slots];
    private readonly int[] _stamps = new int[Slots];
    private readonly Feature[] _items = new Feature[Most];
    private readonly List<TextField> _fields = [];
    private int _stamp;
    private int _count;

    /// <summary>The list of this thread: whoever fills it has done with it before anybody else does.</summary>
    public static FeatureList OfThread => ofThread ??= new FeatureList();

    /// <summary>The features, in the order in which they were read.</summary>
    public ReadOnlySpan<Feature> Items => _items.AsSpan(0, _count);

    /// <summary>The strings that features point into.</summary>
    public IReadOnlyList<TextField> Fields => _fields;

    /// <summary>Starts a new definition.</summary>
    public void Clear()
    {
        _stamp++;
        _count = 0;
        _fields.Clear();
    }

    /// <summary>Gives a string that features will point into its index.</summary>
    public int Add(TextField field)
    {
        _fields.Add(field);
        return _fields.Count - 1;
    }

    /// <summary>Adds a feature unless the definition has it already, so that a word said twice counts once, at its first place.</summary>
    public void Add(uint hash, FeatureKind kind, float value, int field = -1, int first = 0, int last = 0)
    {
        if (_count == Most)
        {
            return;
        }

        var slot = (int)(hash & (Slots - 1));
        while (_stamps[slot] == _stamp)
        {
            if (_seen[slot] == hash)
            {
                return;
            }

            slot = (slot + 1) & (Slots - 1);
        }

        _stamps[slot] = _stamp;
        _seen[slot] = hash;
        _items[_count++] = new Feature(hash, kind, value, (short)field, (short)first, (short)last);
    }
}
