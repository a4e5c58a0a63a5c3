using Catalog.Classifier.Scoring;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Quoting;

/// <summary>Chooses the words that carried a verdict: the signals with the most points, the description before the bare name, no words twice.</summary>
internal static class EvidenceChooser
{
    /// <summary>The most quotes for a verdict.</summary>
    public const int Most = 4;

    /// <summary>The least points that make a quote worth showing beside a better one.</summary>
    private const double Worth = 0.25;

    /// <summary>The evidence for a category.</summary>
    public static IReadOnlyList<Evidence> Choose(IReadOnlyList<FiredSignal> fired, Category category, int most)
    {
        var chosen = new List<(FiredSignal Signal, Mark Mark)>();
        var marked = fired.Where(f => f.Category == category && f.Mark is { Length: > 0 }).ToList();
        foreach (var signal in marked.OrderBy(static f => Rank(f.Mark!)))
        {
            var mark = signal.Mark!;
            if (chosen.Count < most && (signal.Points >= Worth || chosen.Count == 0) && !chosen.Exists(c => Overlaps(c.Mark, mark)) && !IsNeedless(mark, chosen))
            {
                chosen.Add((signal, mark));
            }
        }

        return [.. chosen.Select(static c => Quote(c.Signal.Id, c.Mark))];
    }

    /// <summary>Exactly the code points of a mark.</summary>
    public static Evidence Quote(string signal, Mark mark)
    {
        var (start, length) = CodePoints.Widen(mark.Field, mark.Start, mark.Length);
        var quote = mark.Field.Text.Substring(start, length);
        return new Evidence
        {
            Field = mark.Field.Pointer,
            Quote = quote,
            Start = CodePoints.Count(mark.Field.Text.AsSpan(0, start)),
            Length = CodePoints.Count(quote),
            Signal = signal,
        };
    }

    // Description, then arguments, then title, name and siblings; inside each the order of points stays.
    private static int Rank(Mark mark) => mark.Field.Pointer switch
    {
        "/description" => 0,
        "/title" => 2,
        "/tool" => 3,
        var pointer when pointer.StartsWith("/siblings", StringComparison.Ordinal) => 4,
        _ => 1,
    };

    // The name and its neighbours are said only where the definition says nothing more.
    private static bool IsNeedless(Mark mark, List<(FiredSignal Signal, Mark Mark)> chosen) => Rank(mark) >= 3 && chosen.Exists(c => Rank(c.Mark) < Rank(mark));

    private static bool Overlaps(Mark a, Mark b) =>
        string.Equals(a.Field.Pointer, b.Field.Pointer, StringComparison.Ordinal) && a.Start < b.Start + b.Length && b.Start < a.Start + a.Length;
}
