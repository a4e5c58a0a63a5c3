namespace Catalog.Core.Texts;

/// <summary>The lines in which two texts differ, with what stands around them left in: the way of <c>diff</c>.</summary>
public static class LineDifference
{
    // Beyond that the table would outgrow what looking at it is worth.
    private const int MostLines = 1500;

    /// <summary>Every line of both texts, in order: <c>-</c> before one that is only in the first, <c>+</c> before one that is only in the second.</summary>
    public static IEnumerable<string> Of(string before, string after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        var (old, now) = (before.Split('\n'), after.Split('\n'));
        if (old.Length > MostLines || now.Length > MostLines)
        {
            return [.. old.Select(static l => "- " + l), .. now.Select(static l => "+ " + l)];
        }

        // How many lines the rests have in common.
        var common = new int[old.Length + 1, now.Length + 1];
        for (var i = old.Length - 1; i >= 0; i--)
        {
            for (var j = now.Length - 1; j >= 0; j--)
            {
                common[i, j] = old[i] == now[j] ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);
            }
        }

        return Walk(old, now, common);
    }

    private static IEnumerable<string> Walk(string[] old, string[] now, int[,] common)
    {
        var (i, j) = (0, 0);
        while (i < old.Length || j < now.Length)
        {
            if (i < old.Length && j < now.Length && old[i] == now[j])
            {
                yield return "  " + old[i];
                (i, j) = (i + 1, j + 1);
            }
            else if (j == now.Length || (i < old.Length && common[i + 1, j] >= common[i, j + 1]))
            {
                yield return "- " + old[i++];
            }
            else
            {
                yield return "+ " + now[j++];
            }
        }
    }
}
