namespace Catalog.ClassifierFit;

/// <summary>Fits non-negative points by multinomial logistic regression: a yes never speaks against what it is for. Same rows, same points.</summary>
internal static class Fitter
{
    public static Model Fit(IReadOnlyList<Row> rows, int[] speaks, int signals, int passes = 60)
    {
        var start = new double[5];
        var points = new double[signals];
        var gStart = Enumerable.Repeat(1e-6, 5).ToArray();
        var gPoints = Enumerable.Repeat(1e-6, signals).ToArray();
        var p = new double[5];
        var target = new double[5];
        const double rate = 0.15, decay = 1.2e-4;
        for (var pass = 0; pass < passes; pass++)
        {
            for (var n = 0; n < rows.Count; n++)
            {
                var row = rows[(int)(((long)n * 7919 + pass * 104729L) % rows.Count)];
                Array.Copy(start, p, 5);
                foreach (var f in row.Fired)
                {
                    p[speaks[f]] += points[f];
                }

                Softmax(p);
                Array.Clear(target);
                target[row.Category] = row.Certain ? 1 : 0.6;
                if (!row.Certain)
                {
                    var share = row.Alt.Length > 0 ? 0.4 / row.Alt.Length : 0;
                    target[row.Category] += row.Alt.Length > 0 ? 0 : 0.4;
                    foreach (var a in row.Alt)
                    {
                        target[a] += share;
                    }
                }

                // An unsafe answer costs more, so riskier rows weigh more; rare rows too.
                var weight = row.Category switch { 0 => 1.0, 1 => 1.0, 2 => 1.15, 3 => 1.15, _ => 1.5 };
                for (var c = 0; c < 5; c++)
                {
                    var g = weight * (p[c] - target[c]);
                    gStart[c] += g * g;
                    start[c] -= rate * g / Math.Sqrt(gStart[c]);
                }

                foreach (var f in row.Fired)
                {
                    var g = weight * (p[speaks[f]] - target[speaks[f]]) + decay * points[f];
                    gPoints[f] += g * g;
                    points[f] = Math.Max(0, points[f] - rate * g / Math.Sqrt(gPoints[f]));
                }
            }
        }

        return new Model(start, points, 0.3);
    }

    public static void Softmax(double[] p)
    {
        var max = p.Max();
        var sum = 0.0;
        for (var i = 0; i < p.Length; i++)
        {
            sum += p[i] = Math.Exp(p[i] - max);
        }

        for (var i = 0; i < p.Length; i++)
        {
            p[i] /= sum;
        }
    }
}
