using System.Runtime.InteropServices;
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
    public static IReadOnlyList<Evidence> Choose(List<FiredSignal> fired, Category category, int most, ToolView? tool = null)
    {
        var marked = new List<Candidate>();
        var (best, anyWritten) = (0.0, false);
        for (var i = 0; i < fired.Count; i++)
        {
            if (fired[i].Category == category && fired[i].Mark is { Length: > 0 })
            {
                marked.Add(new Candidate(fired[i], Weight(fired[i])));
                best = marked.Count == 1 ? fired[i].Points : Math.Max(best, fired[i].Points);
            }
        }

        foreach (var candidate in marked)
        {
            anyWritten |= candidate.IsWritten(best);
        }

        var ranked = new List<Candidate>(marked.Count);
        foreach (var candidate in marked)
        {
            if (!anyWritten || candidate.IsWritten(best))
            {
                Insert(ranked, candidate);
            }
        }

        var chosen = new List<FiredSignal>();
        foreach (var candidate in ranked)
        {
            if (chosen.Count < most && (chosen.Count == 0 || candidate.Worth >= Worth * ranked[0].Signal.Points * ranked[0].Weight) && !Says(chosen, candidate.Signal.Mark!))
            {
                chosen.Add(candidate.Signal);
            }
        }

        // Never the bare name where the description has words for it too, however little they weigh.
        if (chosen.Count > 0 && chosen.TrueForAll(static c => c.Mark!.Field.Pointer == Name))
        {
            var said = marked.Where(static c => c.Signal.Mark!.Field.Pointer == Description).Select(static c => c.Signal).MaxBy(static f => f.Points)
                ?? (tool is not null && DescriptionWords.FindOrNull(tool) is { } words ? new FiredSignal(DescriptionWords.Id, category, 0, words) : null);
            chosen = said is null ? chosen : [said, .. chosen.Take(most - 1)];
        }

        return chosen.ConvertAll(static c => Quote(c.Id, c.Mark!));
    }

    // Of two that are worth the same the first stays in front.
    private static void Insert(List<Candidate> ranked, Candidate candidate)
    {
        var at = ranked.Count;
        while (at > 0 && ranked[at - 1].Worth < candidate.Worth)
        {
            at--;
        }

        ranked.Insert(at, candidate);
    }

    private static bool Says(List<FiredSignal> chosen, Mark mark)
    {
        foreach (var one in chosen)
        {
            if (Overlaps(one.Mark!, mark) || Repeats(one.Mark!, mark))
            {
                return true;
            }
        }

        return false;
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

    // A signal and how much the place of its words counts.
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Candidate(FiredSignal Signal, double Weight)
    {
        public double Worth => Signal.Points * Weight;

        public bool IsWritten(double best) => Weight >= Written && Signal.Points >= Telling * best;
    }
}
