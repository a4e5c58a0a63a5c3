using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Catalog.Classifier.Model;

/// <summary>
/// A weight for each feature and class, in whole steps of one size. Never changed after it is made; any thread. A feature, its hash and its five weights are 16 bytes of one open table, so
/// that looking one up costs one visit to memory.
/// </summary>
internal sealed class LinearModel
{
    /// <summary>How many classes there are: Read, Write, Execute, Destructive, Financial.</summary>
    public const int Classes = 5;

    /// <summary>How many numbers sums are made in: the classes, filled up to what a processor adds at once.</summary>
    public const int Stride = 8;

    // In an entry: the weights, one for "is taken", and the hash in the last four bytes.
    private const int Taken = Classes;
    private const int HashPart = 3;

    private const int SeenBits = 20;

    // How many features ahead.
    private const int Ahead = 12;

    private readonly Vector128<short>[] _table;
    private readonly uint _mask;

    // For each hash a bit by its upper part: most features of a definition have no weights, and this tells so nearer to the processor than the table.
    private readonly ulong[] _seen = new ulong[1 << (SeenBits - 6)];

    /// <summary>Takes the features and their weights, in the same order, <see cref="Classes"/> for each, and the size of a step.</summary>
    public LinearModel(uint[] hashes, short[] steps, float scale)
    {
        (Hashes, Steps, Scale) = (hashes, steps, scale);
        var size = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(16, hashes.Length * 2));
        _mask = (uint)size - 1;
        _table = new Vector128<short>[size];
        for (var i = 0; i < hashes.Length; i++)
        {
            var bit = hashes[i] >> (32 - SeenBits);
            _seen[bit >> 6] |= 1UL << (int)(bit & 63);
            var slot = hashes[i] & _mask;
            while (_table[slot][Taken] != 0)
            {
                slot = (slot + 1) & _mask;
            }

            var weights = steps.AsSpan(i * Classes, Classes);
            _table[slot] = Vector128.Create(weights[0], weights[1], weights[2], weights[3], weights[4], 1, 0, 0).AsUInt32().WithElement(HashPart, hashes[i]).AsInt16();
        }
    }

    /// <summary>The features that have weights.</summary>
    public uint[] Hashes { get; }

    /// <summary>The weights, <see cref="Classes"/> for each feature, in steps.</summary>
    public short[] Steps { get; }

    /// <summary>What a step is worth.</summary>
    public float Scale { get; }

    /// <summary>The same weights in the nearest whole steps.</summary>
    public static LinearModel Of(LearnedWeights learned)
    {
        var most = 0f;
        foreach (var weight in learned.Weights)
        {
            most = Math.Max(most, Math.Abs(weight));
        }

        var scale = Math.Max(1e-9f, most) / short.MaxValue;
        var steps = new short[learned.Hashes.Length * Classes];
        for (var i = 0; i < steps.Length; i++)
        {
            steps[i] = (short)Math.Clamp(MathF.Round(learned.Weights[(i / Classes * Stride) + (i % Classes)] / scale), -short.MaxValue, short.MaxValue);
        }

        return new LinearModel(learned.Hashes, steps, scale);
    }

    /// <summary>Adds up the weights of features into one number a class, and notes the place of each.</summary>
    /// <param name="features">The features.</param>
    /// <param name="places">Room for a place for each: what <see cref="Difference"/> takes, or -1 for a feature without weights.</param>
    /// <param name="sums">Room for <see cref="Classes"/> numbers.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Sum(ReadOnlySpan<Feature> features, Span<int> places, Span<float> sums)
    {
        ref var table = ref MemoryMarshal.GetArrayDataReference(_table);
        var total = Vector256<float>.Zero;
        for (var i = 0; i < features.Length; i++)
        {
            if (i + Ahead < features.Length && IsSeen(features[i + Ahead].Hash))
            {
                Prefetch(ref Unsafe.Add(ref table, (nint)(features[i + Ahead].Hash & _mask)));
            }

            ref readonly var feature = ref features[i];
            places[i] = -1;
            if (!IsSeen(feature.Hash))
            {
                continue;
            }

            for (var slot = feature.Hash & _mask; ; slot = (slot + 1) & _mask)
            {
                var entry = Unsafe.Add(ref table, (nint)slot);
                if (entry[Taken] == 0)
                {
                    break;
                }

                if (entry.AsUInt32()[HashPart] == feature.Hash)
                {
                    var (low, high) = Vector128.Widen(entry);
                    total += Vector256.ConvertToSingle(Vector256.Create(low, high)) * feature.Value;
                    places[i] = (int)slot;
                    break;
                }
            }
        }

        for (var c = 0; c < Classes; c++)
        {
            sums[c] = total[c] * Scale;
        }
    }

    private bool IsSeen(uint hash)
    {
        var bit = hash >> (32 - SeenBits);
        return (_seen[bit >> 6] & (1UL << (int)(bit & 63))) != 0;
    }

    // The table is larger than what a processor keeps near, so its entries are asked for before they are needed.
    private static unsafe void Prefetch(ref Vector128<short> entry)
    {
        if (Sse.IsSupported)
        {
            Sse.Prefetch0(Unsafe.AsPointer(ref entry));
        }
    }

    /// <summary>The sums of a row to learn from, one a class.</summary>
    public float[] SumsOf(TrainingRow row)
    {
        var features = new Feature[row.Hashes.Length];
        for (var i = 0; i < features.Length; i++)
        {
            features[i] = new Feature(row.Hashes[i], default, row.Values[i], -1, 0, 0);
        }

        var sums = new float[Classes];
        Sum(features, new int[features.Length], sums);
        return sums;
    }

    /// <summary>How much more the feature at a place speaks for one class than for another.</summary>
    public float Difference(int place, int forClass, int against)
    {
        var entry = _table[place];
        return (entry[forClass] - entry[against]) * Scale;
    }

    /// <summary>From sums to shares that add up to 1, over the classes.</summary>
    public static void Softmax(Span<float> sums)
    {
        var most = sums[0];
        for (var c = 1; c < Classes; c++)
        {
            most = Math.Max(most, sums[c]);
        }

        var total = 0f;
        for (var c = 0; c < Classes; c++)
        {
            sums[c] = MathF.Exp(sums[c] - most);
            total += sums[c];
        }

        for (var c = 0; c < Classes; c++)
        {
            sums[c] /= total;
        }
    }
}
