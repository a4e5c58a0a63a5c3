using Catalog.Classifier.Evaluations;
using Catalog.Classifier.Signals;
using Catalog.Core.Registration;

namespace Catalog.Classifier.Model;

/// <summary>Builds models from labelled rows.</summary>
public static class ModelBuilder
{
    // Five 16-bit weights and a hash each: with this many a file stays near a megabyte. The features with the smallest weights go.
    private const int MostFeatures = 65_000;

    /// <summary>The bytes of a model file trained on all rows: the same for the same rows in the same order, on any number of processors.</summary>
    public static byte[] Build(IReadOnlyList<LabelledRow> rows, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var read = RowReader.Read(rows, PanelOfAll());
        var folds = ServerFolds.Of(rows);
        var (_, heldOut) = TrainFolds(rows, read, folds, cancellationToken);
        var decision = DecisionFit.Fit(heldOut);
        return ModelFile.Write(new TrainedModel(Train(read), decision, [.. rows.Select(RowReader.DigestOf).Order()]));
    }

    /// <summary>Every signal of this assembly.</summary>
    internal static SignalPanel PanelOfAll() =>
        new(ImplementationScan.TypesOf<ISignal>(typeof(ISignal).Assembly).Select(static type => (ISignal)Activator.CreateInstance(type)!));

    /// <summary>A model for each fold, trained on the other folds, and what each row's model says of it.</summary>
    internal static (LinearModel[] Models, HeldOut[] HeldOut) TrainFolds(IReadOnlyList<LabelledRow> rows, TrainingRow[] read, int[] folds, CancellationToken cancellationToken)
    {
        var models = new LinearModel[ServerFolds.Count];
        var heldOut = new HeldOut[rows.Count];
        Parallel.For(0, models.Length, new ParallelOptions { CancellationToken = cancellationToken }, fold =>
        {
            models[fold] = Train([.. read.Where((_, i) => folds[i] != fold)]);
            for (var i = 0; i < rows.Count; i++)
            {
                if (folds[i] == fold)
                {
                    heldOut[i] = Score(models[fold], rows[i], read[i]);
                }
            }
        });
        return (models, heldOut);
    }

    private static LinearModel Train(IReadOnlyList<TrainingRow> rows) => LinearModel.Of(ModelTrainer.Train(rows, new TrainingOptions()).Pruned(MostFeatures));

    private static HeldOut Score(LinearModel model, LabelledRow row, TrainingRow read)
    {
        var features = new Feature[read.Hashes.Length];
        for (var i = 0; i < features.Length; i++)
        {
            features[i] = new Feature(read.Hashes[i], default, read.Values[i], -1, 0, 0);
        }

        var sums = new float[LinearModel.Classes];
        model.Sum(features, new int[features.Length], sums);
        var accepted = Enumerable.Range(0, LinearModel.Classes).Where(c => row.Label.Accepts((Core.Classifications.Category)(c + (int)Core.Classifications.Category.Read))).Sum(static c => 1 << c);
        return new HeldOut(sums, RowReader.ClassOf(row.Label.Category), accepted, string.Equals(row.Stratum, "natural", StringComparison.Ordinal));
    }
}
