using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Catalog.Classifier.Model;

/// <summary>A weight for each feature and class. Never changed after it is made; any thread.</summary>
internal sealed class LinearModel
{
    /// <summary>How many classes there are: Read, Write, Execute, Destructive, Financial.</summary>
    public const int Classes = 5;

    /// <summary>How many numbers a feature has in <see cref="Weights"/>: the classes, filled up with zeros to what a processor adds at once.</summary>
    public const int Stride = 8;

    private readonly uint[] _keys;
    private readonly int[] _slots;
    private readonly int _mask;

    /// <summary>Takes the features and their weights, in the same order, <see cref="Stride"/> numbers each.</summary>
    public LinearModel(uint[] hashes, float[] weights)
    {
        Hashes = hashes;
        Weights = weights;
        var size = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(16, hashes.Length * 2));
        _mask = size - 1;
        _keys = new uint[size];
        _slots = new int[size];
        Array.Fill(_slots, -1);
        for (var i = 0; i < hashes.Length; i++)
        {
            var slot = (int)(hashes[i] & (uint)_mask);
            while (_slots[slot] >= 0)
            {
                slot = (slot + 1) & _mask;
            }

            _keys[slot] = hashes[i];
            _slots[slot] = i;
        }
    }

    /// <summary>The features that have weights.</summary>
    public uint[] Hashes { get; }

    /// <summary>The weights, <see cref="Stride"/> for each feature.</summary>
    public float[] Weights { get; }

    /// <summary>The place of a feature's first weight, or -1 where it has none.</summary>
    public int PlaceOf(uint hash)
    {
        var slot = (int)(hash & (uint)_mask);
        while (_slots[slot] >= 0)
        {
            if (_keys[slot] == hash)
            {
                return _slots[slot] * Stride;
            }

            slot = (slot + 1) & _mask;
        }

        return -1;
    }

    /// <summary>Adds up the weights of features into one number a class.</summary>
    public void Sum(ReadOnlySpan<Feature> features, Span<float> logits)
    {
        var total = Vector256<float>.Zero;
        ref var weights = ref MemoryMarshal.GetArrayDataReference(Weights);
        foreach (ref readonly var feature in features)
        {
            if (PlaceOf(feature.Hash) is >= 0 and var at)
            {
                total += Vector256.LoadUnsafe(ref weights, (nuint)at) * feature.Value;
            }
        }

        for (var c = 0; c < Classes; c++)
        {
            logits[c] = total[c];
        }
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
