using Catalog.Core.Classifications;

namespace Catalog.Classifier.Risks;

/// <summary>The grade of a server from the risks of its tools: <c>A</c> (nothing but harmless tools) to <c>F</c>.</summary>
public static class ServerGrades
{
    /// <summary>The grades from the best to the worst, each with the score that it stays below.</summary>
    public static IReadOnlyList<(char Grade, double Below)> Bounds { get; } = [('A', 0.5), ('B', 1.25), ('C', 2), ('D', 3), ('F', double.PositiveInfinity)];

    /// <summary>What a tool counts: 0 for Low to 4 for Critical; Unknown counts 3, for it may be anything.</summary>
    public static int PointsOf(Risk risk) => risk switch
    {
        Risk.Low => 0,
        Risk.Medium => 1,
        Risk.High => 2,
        Risk.Unknown => 3,
        _ => 4,
    };

    /// <summary>
    /// The grade; null for a server without tools. The score lies halfway between the mean of all tools and the worst of them: listing every tool twice changes nothing, and harmless
    /// tools never hide a dangerous one.
    /// </summary>
    /// <param name="risks">The risk of every tool that is offered.</param>
    public static char? OfOrNull(IEnumerable<Risk> risks)
    {
        var points = risks.Select(PointsOf).ToList();
        if (points.Count == 0)
        {
            return null;
        }

        var score = (points.Average() + points.Max()) / 2;
        return Bounds.First(b => score < b.Below).Grade;
    }
}
