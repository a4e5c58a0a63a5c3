using Catalog.Classifier.Model;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Evaluations;

/// <summary>Answers labelled rows with models that never saw their servers or repositories.</summary>
public static class CrossValidation
{
    /// <summary>How many folds there are.</summary>
    public const int Folds = ServerFolds.Count;

    /// <summary>
    /// The answer to each of <paramref name="rows"/>, in their order. The model of a fold is trained on these rows and <paramref name="others"/> less those of the fold, and its temperature,
    /// bounds and confidence are fitted on what the models of the other folds say of their own held-out rows. Authors' claims, of which there may be none, train each model too, less those about
    /// the fold's servers and repositories.
    /// </summary>
    public static IReadOnlyList<Classification> Answer(IReadOnlyList<LabelledRow> rows, IReadOnlyList<LabelledRow> others, IReadOnlyList<WeakRow> weak, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(others);
        ArgumentNullException.ThrowIfNull(weak);
        List<LabelledRow> all = [.. rows, .. others];
        var panel = ModelBuilder.PanelOfAll();
        var folds = ServerFolds.Of(all);
        var (models, heldOut) = ModelBuilder.TrainFolds(all, RowReader.Read(all, panel), folds, WeakEvidence.Of(weak, all, folds, panel), cancellationToken);
        var classifiers = models.Select((model, fold) =>
            new ToolClassifier(panel.Signals, new TrainedModel(model, DecisionFit.Fit([.. heldOut.Where((_, i) => folds[i] != fold)]), []))).ToArray();
        return [.. rows.AsParallel().AsOrdered().WithCancellation(cancellationToken).Select((row, i) => classifiers[folds[i]].Classify(row.Tool))];
    }

    /// <summary>How many of the rows the shipped model was trained on: on those it answers better than on others.</summary>
    public static int CountTrainedOn(IReadOnlyList<LabelledRow> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return rows.Count(static row => Array.BinarySearch(TrainedModel.Embedded.Digests, RowReader.DigestOf(row.Tool)) >= 0);
    }
}
