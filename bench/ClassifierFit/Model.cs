namespace Catalog.ClassifierFit;

/// <summary>The start of each category and the points of each signal.</summary>
internal sealed record Model(double[] Start, double[] Points, double ReadMargin)
{
    public double[] Sums(Row row, int[] speaks)
    {
        var sums = (double[])Start.Clone();
        foreach (var f in row.Fired)
        {
            sums[speaks[f]] += Points[f];
        }

        return sums;
    }

    public int Answer(Row row, int[] speaks)
    {
        var s = Sums(row, speaks);
        s[0] -= ReadMargin;
        return Array.IndexOf(s, s.Max());
    }
}
