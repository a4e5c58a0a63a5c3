namespace Catalog.Classifier.Model;

/// <summary>Fits a <see cref="Decision"/> on held-out rows: first the temperature, then the bounds by what each mistake costs, then the confidence.</summary>
internal static class DecisionFit
{
    // A mistake costs 1; calling a change a read costs the user so much more, and calling a loss or a payment so costs most.
    private const double UnsafeCost = 0.5;
    private const double SevereCost = 1;

    private static readonly float[] Grid = [0.03f, 0.05f, 0.07f, 0.1f, 0.13f, 0.16f, 0.2f, 0.25f, 0.3f, 0.35f, 0.4f, 0.45f, 0.5f];

    /// <summary>The decision for rows like these.</summary>
    public static Decision Fit(IReadOnlyList<HeldOut> rows)
    {
        if (rows.Count == 0)
        {
            return Decision.Plain;
        }

        var temperature = FitTemperature(rows);
        var shares = rows.Select(row => Shares(row.Sums, temperature)).ToArray();
        var bounds = FitBounds(rows, shares);
        var decision = new Decision(temperature, bounds, 1, 0);
        return FitConfidence(rows, shares, decision);
    }

    /// <summary>The shares of the classes.</summary>
    public static float[] Shares(float[] sums, float temperature)
    {
        var shares = sums.Select(s => s / temperature).ToArray();
        LinearModel.Softmax(shares);
        return shares;
    }

    private static float FitTemperature(IReadOnlyList<HeldOut> rows)
    {
        var (best, least) = (1f, double.MaxValue);
        for (var step = 8; step <= 50; step++)
        {
            var temperature = step / 20f;
            var loss = rows.Sum(row => -Math.Log(Math.Max(1e-6f, Shares(row.Sums, temperature)[row.Label])));
            (best, least) = loss < least ? (temperature, loss) : (best, least);
        }

        return best;
    }

    private static float[] FitBounds(IReadOnlyList<HeldOut> rows, float[][] shares)
    {
        // One bound for what can be corrected and one for what cannot: too few rows lie near a class's own bound to find it by them.
        var (best, least) = (Decision.Plain.Bounds, double.MaxValue);
        foreach (var ordinary in Grid)
        {
            foreach (var severe in Grid)
            {
                float[] bounds = [1, ordinary, ordinary, severe, severe];
                var cost = CostOf(rows, shares, new Decision(1, bounds, 1, 0));
                (best, least) = cost <= least ? (bounds, cost) : (best, least);
            }
        }

        return best;
    }

    private static double CostOf(IReadOnlyList<HeldOut> rows, float[][] shares, Decision decision)
    {
        var cost = 0.0;
        for (var i = 0; i < rows.Count; i++)
        {
            var answer = decision.Choose(shares[i]);
            if (!rows[i].Accepts(answer))
            {
                cost += 1 + (answer == 0 ? rows[i].Label >= 3 ? SevereCost : UnsafeCost : 0);
            }
        }

        return cost;
    }

    // Logistic regression of one number, by Newton's method, on rows as users meet them.
    private static Decision FitConfidence(IReadOnlyList<HeldOut> rows, float[][] shares, Decision decision)
    {
        var points = new List<(double Odds, double Right)>();
        for (var i = 0; i < rows.Count; i++)
        {
            if (rows[i].Natural)
            {
                var answer = decision.Choose(shares[i]);
                var share = Math.Clamp((double)shares[i][answer], 1e-6, 1 - 1e-6);
                points.Add((Math.Log(share / (1 - share)), rows[i].Accepts(answer) ? 1 : 0));
            }
        }

        var (slope, offset) = (1.0, 0.0);
        for (var step = 0; step < 30 && points.Count > 0; step++)
        {
            // The small numbers keep the step defined where all points are right.
            double gs = 0.01 * (slope - 1), go = 0.01 * offset, ss = 0.01, so = 0, oo = 0.01;
            foreach (var (odds, right) in points)
            {
                var p = 1 / (1 + Math.Exp(-((slope * odds) + offset)));
                var (error, weight) = (p - right, Math.Max(p * (1 - p), 1e-9));
                gs += error * odds;
                go += error;
                ss += weight * odds * odds;
                so += weight * odds;
                oo += weight;
            }

            var det = (ss * oo) - (so * so);
            slope -= ((oo * gs) - (so * go)) / det;
            offset -= ((ss * go) - (so * gs)) / det;
        }

        return double.IsFinite(slope) && double.IsFinite(offset) && slope > 0 ? decision with { Slope = (float)slope, Offset = (float)offset } : decision;
    }
}
