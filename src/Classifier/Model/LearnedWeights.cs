namespace Catalog.Classifier.Model;

/// <summary>What training gives, before it is made small for use.</summary>
/// <param name="Hashes">The features, in ascending order.</param>
/// <param name="Weights"><see cref="LinearModel.Stride"/> numbers for each, of which the first <see cref="LinearModel.Classes"/> count.</param>
internal sealed record LearnedWeights(uint[] Hashes, float[] Weights)
{
    /// <summary>The features with the largest weights, at most so many.</summary>
    public LearnedWeights Pruned(int most)
    {
        if (Hashes.Length <= most)
        {
            return this;
        }

        var kept = Enumerable.Range(0, Hashes.Length).OrderByDescending(Largest).ThenBy(i => Hashes[i]).Take(most).Order().ToArray();
        return new LearnedWeights([.. kept.Select(i => Hashes[i])], [.. kept.SelectMany(i => Weights.AsSpan(i * LinearModel.Stride, LinearModel.Stride).ToArray())]);
    }

    private float Largest(int at)
    {
        var most = 0f;
        foreach (var weight in Weights.AsSpan(at * LinearModel.Stride, LinearModel.Classes))
        {
            most = Math.Max(most, Math.Abs(weight));
        }

        return most;
    }
}
