using System.Numerics;
using System.Runtime.CompilerServices;
using Catalog.Classifier.Reading;

namespace Catalog.Classifier.Vocabularies;

/// <summary>Finds what is known of a word by the hash that the reader of texts has made already. Never changed after it is made; any thread.</summary>
/// <typeparam name="T">What is known; its default stands for nothing.</typeparam>
internal sealed class WordTable<T>
{
    // For each hash a bit: small enough to stay next to the processor, and it tells most words that are not known.
    private readonly ulong[] _seen = new ulong[1 << (SeenBits - 6)];

    // A hash, and above it the number of its word from 1; 0 for an empty slot.
    private readonly ulong[] _slots;
    private readonly int _shift;
    private readonly char[] _letters;
    private readonly int[] _ends;
    private readonly T[] _values;

    /// <summary>Takes words in lower case and what is known of each.</summary>
    public WordTable(IReadOnlyDictionary<string, T> values)
    {
        var size = BitOperations.RoundUpToPowerOf2((uint)Math.Max(16, values.Count * 2));
        (_slots, _shift) = (new ulong[size], 32 - BitOperations.Log2(size));
        (_letters, _ends, _values) = (new char[values.Keys.Sum(static word => word.Length)], new int[values.Count + 1], new T[values.Count]);
        var number = 0;
        foreach (var (word, value) in values)
        {
            word.CopyTo(_letters.AsSpan(_ends[number]));
            _values[number] = value;
            _ends[number + 1] = _ends[number] + word.Length;
            var hash = WordHash.Hash(word);
            var slot = Mix(hash) >> _shift;
            while (_slots[slot] != 0)
            {
                slot = (slot + 1) & (size - 1);
            }

            _slots[slot] = ((ulong)++number << 32) | hash;
            var bit = Mix(hash) >> (32 - SeenBits);
            _seen[bit >> 6] |= 1UL << (int)(bit & 63);
        }
    }

    /// <summary>What is known of a word in lower case with this <see cref="WordHash"/>, or the default.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public T? FindOrDefault(ReadOnlySpan<char> word, uint hash)
    {
        var mixed = Mix(hash);
        var bit = mixed >> (32 - SeenBits);
        if ((_seen[bit >> 6] & (1UL << (int)(bit & 63))) == 0)
        {
            return default;
        }

        var slots = _slots;
        for (var slot = mixed >> _shift; slots[slot] != 0; slot = (slot + 1) & ((uint)slots.Length - 1))
        {
            if ((uint)slots[slot] == hash)
            {
                var number = (int)(slots[slot] >> 32) - 1;
                if (word.SequenceEqual(_letters.AsSpan(_ends[number].._ends[number + 1])))
                {
                    return _values[number];
                }
            }
        }

        return default;
    }

    private const int SeenBits = 16;

    // The low bits of the hash hang on the last letter most; these are its high bits.
    private static uint Mix(uint hash) => hash * 0x9E3779B1;
}
