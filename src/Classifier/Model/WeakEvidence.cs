using Catalog.Classifier.Evaluations;
using Catalog.Classifier.Signals;
using Catalog.Core.Tools;

namespace Catalog.Classifier.Model;

/// <summary>
/// What authors claim, as rows to learn from beside the labelled ones. A claim says Read or not Read; which class other than Read is what a model trained without these rows makes of the words.
/// </summary>
internal sealed class WeakEvidence
{
    private readonly TrainingRow[] _rows;

    // A bit for each fold whose servers or repositories a row shares.
    private readonly int[] _folds;

    private WeakEvidence(TrainingRow[] rows, int[] folds, uint[] digests) => (_rows, _folds, Digests) = (rows, folds, digests);

    /// <summary>Of each row, as <see cref="RowReader.DigestOf"/> gives it.</summary>
    public uint[] Digests { get; }

    /// <summary>The claims on tools that no labelled row is about, each tool once. <paramref name="folds"/> are those of <paramref name="labelled"/>.</summary>
    public static WeakEvidence Of(IReadOnlyList<WeakRow> weak, IReadOnlyList<LabelledRow> labelled, int[] folds, SignalPanel panel)
    {
        var seen = new HashSet<(string Key, string Tool)>();
        var foldsOf = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < labelled.Count; i++)
        {
            foreach (var key in ServerFolds.KeysOf(labelled[i].Tool))
            {
                seen.Add((key, labelled[i].Tool.Tool));
                foldsOf[key] = foldsOf.GetValueOrDefault(key) | (1 << folds[i]);
            }
        }

        var kept = weak.Where(row => IsNew(row.Tool, seen)).ToArray();
        return new WeakEvidence(
            RowReader.Read(kept, panel),
            [.. kept.Select(row => ServerFolds.KeysOf(row.Tool).Aggregate(0, (all, key) => all | foldsOf.GetValueOrDefault(key)))],
            [.. kept.Select(static row => RowReader.DigestOf(row.Tool))]);
    }

    /// <summary>The rows, less those that share a server or repository with a fold, or all of them, with the classes that a model sees in them.</summary>
    public IEnumerable<TrainingRow> SpreadBy(LinearModel model, int? fold)
    {
        var without = fold is { } left ? 1 << left : 0;
        return _rows.Where((_, i) => (_folds[i] & without) == 0).Select(row => row.Target[0] > 0 ? row : Spread(row, model));
    }

    // Not the first key alone: a later row may share only the other.
    private static bool IsNew(ToolDefinition tool, HashSet<(string Key, string Tool)> seen)
    {
        var known = false;
        foreach (var key in ServerFolds.KeysOf(tool))
        {
            known |= !seen.Add((key, tool.Tool));
        }

        return !known;
    }

    private static TrainingRow Spread(TrainingRow row, LinearModel model)
    {
        var shares = model.SumsOf(row);
        shares[0] = float.NegativeInfinity;
        LinearModel.Softmax(shares);
        return row with { Target = shares };
    }
}
