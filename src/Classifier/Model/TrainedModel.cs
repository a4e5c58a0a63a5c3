namespace Catalog.Classifier.Model;

/// <summary>A model with the decision that goes with it and the rows that it was trained on, as digests. Never changed after it is made; any thread.</summary>
/// <param name="Weights">The weights.</param>
/// <param name="Decision">How its sums become an answer.</param>
/// <param name="Digests">Of each row that it was trained on, in ascending order: so that nobody scores it on them unaware.</param>
internal sealed record TrainedModel(LinearModel Weights, Decision Decision, uint[] Digests)
{
    private static readonly Lazy<TrainedModel> Shipped = new(Load);

    /// <summary>The model that is built into the assembly.</summary>
    /// <exception cref="InvalidModelException">What is built in is no model of this version.</exception>
    public static TrainedModel Embedded => Shipped.Value;

    /// <summary>The share of each class, which add up to 1; room for <see cref="LinearModel.Classes"/>. Notes the places of the features too.</summary>
    public void Share(FeatureList features, Span<float> shares)
    {
        Weights.Sum(features.Items, features.Places, shares);
        for (var c = 0; c < LinearModel.Classes; c++)
        {
            shares[c] /= Decision.Temperature;
        }

        LinearModel.Softmax(shares);
    }

    private static TrainedModel Load()
    {
        using var stream = typeof(TrainedModel).Assembly.GetManifestResourceStream("model/categories.bin")
            ?? throw new InvalidModelException("no model is built into the classifier");
        return ModelFile.Read(stream);
    }
}
