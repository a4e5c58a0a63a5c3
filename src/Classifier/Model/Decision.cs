namespace Catalog.Classifier.Model;

/// <summary>What turns the sums of a model into an answer and how sure it is. Fitted on rows that the model was not trained on.</summary>
/// <param name="Temperature">What sums are divided by before they become shares, above 0.</param>
/// <param name="Bounds">Read is given up for a class whose share is above its bound, by class from Read to Financial; that of Read is not used.</param>
/// <param name="Slope">How fast the confidence grows with the log-odds of the answer's share.</param>
/// <param name="Offset">The log-odds of the confidence where the share is one half.</param>
internal sealed record Decision(float Temperature, float[] Bounds, float Slope, float Offset)
{
    /// <summary>Before anything is fitted: the likeliest class, as sure as its share.</summary>
    public static Decision Plain { get; } = new(1, [1, 1, 1, 1, 1], 1, 0);

    /// <summary>The class of the answer: the likeliest, or where that is Read the likeliest of those whose share is above their bound.</summary>
    public int Choose(ReadOnlySpan<float> shares)
    {
        var best = 0;
        for (var c = 1; c < LinearModel.Classes; c++)
        {
            best = shares[c] >= shares[best] ? c : best;
        }

        var riskier = 0;
        for (var c = 1; best == 0 && c < LinearModel.Classes; c++)
        {
            riskier = shares[c] > Bounds[c] && (riskier == 0 || shares[c] >= shares[riskier]) ? c : riskier;
        }

        return Math.Max(best, riskier);
    }

    /// <summary>How often an answer with this share is right, 0 to 1.</summary>
    public double ConfidenceOf(float share)
    {
        var odds = Math.Log(Math.Clamp(share, 1e-6, 1 - 1e-6) / (1 - Math.Clamp(share, 1e-6, 1 - 1e-6)));
        return Math.Round(1 / (1 + Math.Exp(-((Slope * odds) + Offset))), 4);
    }
}
