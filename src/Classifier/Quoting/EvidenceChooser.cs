using Catalog.Classifier.Reading;
using Catalog.Classifier.Scoring;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Quoting;

/// <summary>Chooses the words that carried a verdict: the signals with the most points, the description before the bare name, no words twice.</summary>
internal static class EvidenceChooser
{
    /// <summary>The most quotes for a verdict.</summary>
    public const int Most = 4;

    /// <summary>A quote is shown beside a better one only if its signal carries at least this share of the points of the best.</summary>
    private const double Worth = 0.3;

    /// <summary>The evidence for a category: from what the author wrote about the tool, and from names only where nothing else speaks.</summary>
    /// <param name="fired">What speaks for any category.</param>
    /// <param name="category">The category.</param>
    /// <param name="most">The most quotes, from 1.</param>
    /// <param name="tool">The definition, whose description is asked for words where all that speaks is its name; null where the name may stand alone.</param>
    public static IReadOnlyList<Evidence> Choose(IReadOnlyList<FiredSignal> fired, Category category, int most, ToolView? tool = null)
    {
        var marked = fired.Where(f => f.Category == category && f.Mark is { Length: > 0 }).ToList();
        var best = marked.Select(static f => f.Points).DefaultIfEmpty(0).Max();
        var written = marked.Where(f => Weight(f) >= Written && f.Points >= Telling * best).ToList();
        var ranked = (written.Count > 0 ? written : marked).OrderByDescending(static f => f.Points * Weight(f)).ToList();
        var chosen = new List<FiredSignal>();
        foreach (var signal in ranked)
        {
            var worth = chosen.Count == 0 || signal.Points * Weight(signal) >= Worth * chosen[0].Points * Weight(chosen[0]);
            if (chosen.Count < most && worth && !chosen.Exists(c => Overlaps(c.Mark!, signal.Mark!) || Repeats(c.Mark!, signal.Mark!)))
            {
                chosen.Add(signal);
            }
        }

        // Never the bare name where the description has words for it too, however little they weigh.
        if (chosen.Count > 0 && chosen.TrueForAll(static c => c.Mark!.Field.Pointer == Name))
        {
            var said = marked.Where(static f => f.Mark!.Field.Pointer == Description).MaxBy(static f => f.Points)
                ?? (tool is not null && DescriptionWords.FindOrNull(tool) is { } words ? new FiredSignal(DescriptionWords.Id, category, 0, words) : null);
            chosen = said is null ? chosen : [said, .. chosen.Take(most - 1)];
        }

        return [.. chosen.Select(static c => Quote(c.Id, c.Mark!))];
    }

    /// <summary>The words that show a facet, unless the evidence already has them; null too where the facet follows from the category.</summary>
    public static Evidence? ChooseOrNull(FiredFacet facet, IReadOnlyList<Evidence> evidence)
    {
        if (facet.Mark is not { Length: > 0 } mark)
        {
            return null;
        }

        var quote = Quote(facet.Id, mark);
        return evidence.Any(e => e.Field == quote.Field && e.Start <= quote.Start && quote.Start + quote.Length <= e.Start + e.Length) ? null : quote;
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

    private const string Name = "/tool";
    private const string Description = "/description";

    private const double Written = 0.5;

    // A sentence that carries less than this share of the best points says no more than the name.
    private const double Telling = 0.25;

    // What the author says in sentences tells more than a name.
    private static double Weight(FiredSignal signal) => signal.Mark!.Field.Pointer switch
    {
        Description => 1,
        "/title" => 0.8,
        Name => 0.4,
        var pointer when pointer.StartsWith("/siblings", StringComparison.Ordinal) => 0.01,
        var pointer when pointer.IsArgumentName() && signal.Points < Plain => 0.3,
        _ => 0.7,
    };

    // Arguments called `name` or `content` are everywhere; what tells something has more points.
    private const double Plain = 1;

    // The same verb with the same thing, said again in another sentence.
    private static bool Repeats(Mark a, Mark b)
    {
        if (!string.Equals(a.Field.Pointer, b.Field.Pointer, StringComparison.Ordinal))
        {
            return false;
        }

        var (one, other) = (Words(a), Words(b));
        return one.Count > 0 && (one.IsSubsetOf(other) || other.IsSubsetOf(one));
    }

    private static HashSet<string> Words(Mark mark) => [.. mark.Field.Text.Substring(mark.Start, mark.Length)
        .Split([' ', '\n', '\r', '\t', ',', '.', '_', '-'], StringSplitOptions.RemoveEmptyEntries).Where(static w => w.Length > 2).Select(static w => w.ToLowerInvariant())];

    private static bool Overlaps(Mark a, Mark b) =>
        string.Equals(a.Field.Pointer, b.Field.Pointer, StringComparison.Ordinal) && a.Start < b.Start + b.Length && b.Start < a.Start + a.Length;
}
