using System.Numerics;
using System.Runtime.CompilerServices;
using Catalog.Classifier.Reading;

namespace Catalog.Classifier.Vocabularies;

/// <summary>Finds what is known of a word by the hash that the reader of texts has made already. Never changed after it is made; any thread.</summary>
/// <typeparam name="T">What is known; its default stands for nothing.</typeparam>
internal sealed class WordTable<T>
{
    // A hash, and above it the number of its word from 1; 0 for an empty slot. Apart from the words, for so they stay near the processor.
    private readonly ulong[] _slots;
    private readonly string[] _words;
    private readonly T[] _values;
    private readonly uint _mask;

    /// <summary>Takes words in lower case and what is known of each.</summary>
    public WordTable(IReadOnlyDictionary<string, T> values)
    {
        var size = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(16, values.Count * 2));
        (_slots, _mask) = (new ulong[size], (uint)size - 1);
        (_words, _values) = (new string[values.Count], new T[values.Count]);
        var number = 0;
        foreach (var (word, value) in values)
        {
            (_words[number], _values[number]) = (word, value);
            var hash = WordHash.Hash(word);
            var slot = Mix(hash) & _mask;
            while (_slots[slot] != 0)
            {
                slot = (slot + 1) & _mask;
            }

            _slots[slot] = ((ulong)++number << 32) | hash;
        }
    }

    /// <summary>What is known of a word in lower case with this <see cref="WordHash"/>, or the default.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public T? FindOrDefault(ReadOnlySpan<char> word, uint hash)
    {
        var slots = _slots;
        for (var slot = Mix(hash) & _mask; slot < (uint)slots.Length && slots[slot] != 0; slot = (slot + 1) & _mask)
        {
            var number = (int)(slots[slot] >> 32) - 1;
            if ((uint)slots[slot] == hash && word.SequenceEqual(_words[number]))
            {
                return _values[number];
            }
        }

        return default;
    }

    // The low bits of the hash hang on the last letter most.
    private static uint Mix(uint hash) => hash ^ (hash >> 15);
}
