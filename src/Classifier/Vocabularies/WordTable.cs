using System.Numerics;
using Catalog.Classifier.Reading;

namespace Catalog.Classifier.Vocabularies;

/// <summary>Finds what is known of a word by the hash that the reader of texts has made already. Never changed after it is made; any thread.</summary>
/// <typeparam name="T">What is known; its default stands for nothing.</typeparam>
internal sealed class WordTable<T>
{
    private readonly (string? Word, uint Hash, T? Value)[] _entries;
    private readonly uint _mask;

    /// <summary>Takes words in lower case and what is known of each.</summary>
    public WordTable(IReadOnlyDictionary<string, T> values)
    {
        var size = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(16, values.Count * 4));
        (_entries, _mask) = (new (string?, uint, T?)[size], (uint)size - 1);
        foreach (var (word, value) in values)
        {
            var hash = WordHash.Hash(word);
            var slot = Mix(hash) & _mask;
            while (_entries[slot].Word is not null)
            {
                slot = (slot + 1) & _mask;
            }

            _entries[slot] = (word, hash, value);
        }
    }

    /// <summary>What is known of a word in lower case with this <see cref="WordHash"/>, or the default.</summary>
    public T? FindOrDefault(ReadOnlySpan<char> word, uint hash)
    {
        for (var slot = Mix(hash) & _mask; ; slot = (slot + 1) & _mask)
        {
            ref readonly var entry = ref _entries[slot];
            if (entry.Word is null || (entry.Hash == hash && word.SequenceEqual(entry.Word)))
            {
                return entry.Value;
            }
        }
    }

    // The low bits of the hash hang on the last letter most.
    private static uint Mix(uint hash) => hash ^ (hash >> 15);
}
