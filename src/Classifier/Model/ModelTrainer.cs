using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Catalog.Classifier.Model;

/// <summary>
/// Multinomial logistic regression by adaptive gradient steps, row after row in an order that the number of the pass gives. One thread and no clock: the same rows
/// give the same weights.
/// </summary>
internal static class ModelTrainer
{
    /// <summary>Learns the weights of every feature that enough groups have.</summary>
    public static LearnedWeights Train(IReadOnlyList<TrainingRow> rows, TrainingOptions options)
    {
        var index = IndexOf(rows, options.LeastGroups);
        var hashes = new uint[index.Count];
        foreach (var (hash, at) in index)
        {
            hashes[at] = hash;
        }

        var places = rows.Select(row => row.Hashes.Select(h => index.GetValueOrDefault(h, -1)).ToArray()).ToArray();
        var sum = new float[index.Count * LinearModel.Stride];
        for (var round = 0; round < options.Rounds; round++)
        {
            Learn(rows, places, index.Count, options, round, sum);
        }

        for (var i = 0; i < sum.Length; i++)
        {
            sum[i] /= options.Rounds;
        }

        return new LearnedWeights(hashes, sum);
    }

    private static void Learn(IReadOnlyList<TrainingRow> rows, int[][] places, int features, TrainingOptions options, int round, float[] sum)
    {
        var weights = new float[features * LinearModel.Stride];
        var squares = new float[features * LinearModel.Stride];
        var order = Enumerable.Range(0, rows.Count).ToArray();
        var random = new Permutation((uint)(round + 1));
        Span<float> logits = stackalloc float[LinearModel.Stride];
        var w = MemoryMarshal.Cast<float, Vector256<float>>(weights.AsSpan());
        var s = MemoryMarshal.Cast<float, Vector256<float>>(squares.AsSpan());
        var tiny = Vector256.Create(1e-6f);
        for (var pass = 0; pass < options.Passes; pass++)
        {
            random.Shuffle(order);
            var rate = Vector256.Create(options.Rate);
            foreach (var n in order)
            {
                var row = rows[n];
                var at = places[n];
                var total = Vector256<float>.Zero;
                for (var f = 0; f < at.Length; f++)
                {
                    if (at[f] >= 0)
                    {
                        total += w[at[f]] * row.Values[f];
                    }
                }

                total.CopyTo(logits);
                LinearModel.Softmax(logits);
                for (var c = 0; c < LinearModel.Stride; c++)
                {
                    logits[c] = c < LinearModel.Classes ? row.Weight * (logits[c] - row.Target[c]) : 0;
                }

                var gradient = Vector256.Create<float>(logits);
                for (var f = 0; f < at.Length; f++)
                {
                    if (at[f] >= 0)
                    {
                        ref var weight = ref w[at[f]];
                        ref var square = ref s[at[f]];
                        var g = (gradient * row.Values[f]) + (weight * options.Decay);
                        square += g * g;
                        weight -= rate * g / Vector256.Sqrt(square + tiny);
                    }
                }
            }
        }

        for (var i = 0; i < sum.Length; i++)
        {
            sum[i] += weights[i];
        }
    }

    // Places in the order of the hashes, so that the order of the rows does not show in the file.
    private static Dictionary<uint, int> IndexOf(IReadOnlyList<TrainingRow> rows, int least)
    {
        var seen = new Dictionary<uint, (string Group, int Groups)>();
        foreach (var row in rows)
        {
            foreach (var hash in row.Hashes)
            {
                ref var entry = ref CollectionsMarshal.GetValueRefOrAddDefault(seen, hash, out var known);
                if (!known || (!string.Equals(entry.Group, row.Group, StringComparison.Ordinal) && entry.Groups < least))
                {
                    entry = (row.Group, known ? entry.Groups + 1 : 1);
                }
            }
        }

        var index = new Dictionary<uint, int>();
        foreach (var hash in seen.Where(pair => pair.Value.Groups >= least).Select(static pair => pair.Key).Order())
        {
            index.Add(hash, index.Count);
        }

        return index;
    }
}
