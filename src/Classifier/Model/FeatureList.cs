using System.Runtime.CompilerServices;
using Catalog.Classifier.Reading;

namespace Catalog.Classifier.Model;

/// <summary>The features of one definition, each once, and the room to weigh them. Made once and cleared for the next definition; for one thread at a time.</summary>
internal sealed class FeatureList
{
    /// <summary>No definition has more features than this: what it does stands at its front.</summary>
    public const int Most = 4000;

    private const int Slots = 8192;

    [ThreadStatic]
    private static FeatureList? ofThread;

    // A slot is taken where its upper half is the number of this definition; its lower half is the hash.
    private readonly ulong[] _slots = new ulong[Slots];
    private readonly Feature[] _items = new Feature[Most];
    private readonly int[] _places = new int[Most];
    private readonly List<TextField> _fields = [];
    private readonly List<int> _starts = [];
    private float[] _worths = [];
    private uint _number;
    private int _count;
    private int _words;

    /// <summary>The list of this thread: whoever fills it has done with it before anybody else does.</summary>
    public static FeatureList OfThread => ofThread ??= new FeatureList();

    /// <summary>The features, in the order in which they were read.</summary>
    public ReadOnlySpan<Feature> Items => _items.AsSpan(0, _count);

    /// <summary>Room for the place of each feature in a model.</summary>
    public Span<int> Places => _places.AsSpan(0, _count);

    /// <summary>The strings that features point into.</summary>
    public List<TextField> Fields => _fields;

    /// <summary>Starts a new definition.</summary>
    public void Clear()
    {
        if (++_number == 0)
        {
            Array.Clear(_slots);
            _number = 1;
        }

        (_count, _words) = (0, 0);
        _fields.Clear();
        _starts.Clear();
    }

    /// <summary>Gives a string that features will point into its index.</summary>
    public int Add(TextField field)
    {
        _fields.Add(field);
        _starts.Add(_words);
        _words += field.Tokens.Length;
        return _fields.Count - 1;
    }

    /// <summary>Adds a feature unless the definition has it already, so that a word said twice counts once, at its first place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(uint hash, FeatureKind kind, float value, int field = -1, int first = 0, int last = 0)
    {
        if (_count == Most)
        {
            return;
        }

        var taken = ((ulong)_number << 32) | hash;
        var slot = hash & (Slots - 1);
        while ((uint)(_slots[slot] >> 32) == _number)
        {
            if (_slots[slot] == taken)
            {
                return;
            }

            slot = (slot + 1) & (Slots - 1);
        }

        _slots[slot] = taken;
        _items[_count++] = new Feature(hash, kind, value, (short)field, (short)first, (short)last);
    }

    /// <summary>Adds up, over the words of all strings, how much more their features speak for one class than for another. <see cref="Places"/> are those of the model.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Weigh(LinearModel model, int forClass, int against)
    {
        if (_worths.Length < _words)
        {
            _worths = new float[_words * 2];
        }

        Array.Clear(_worths, 0, _words);
        for (var i = 0; i < _count; i++)
        {
            ref readonly var feature = ref _items[i];
            if (_places[i] < 0 || feature.Field < 0)
            {
                continue;
            }

            var part = model.Difference(_places[i], forClass, against) * feature.Value;
            var start = _starts[feature.Field];
            if (feature.First == feature.Last)
            {
                _worths[start + feature.First] += part;
            }
            else
            {
                _worths[start + feature.First] += part / 2;
                _worths[start + feature.Last] += part / 2;
            }
        }
    }

    /// <summary>What <see cref="Weigh"/> found for each word of a string.</summary>
    public ReadOnlySpan<float> WorthsOf(int field) => _worths.AsSpan(_starts[field], _fields[field].Tokens.Length);
}
