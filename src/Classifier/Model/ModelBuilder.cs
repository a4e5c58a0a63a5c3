using Catalog.Classifier.Evaluations;
using Catalog.Classifier.Signals;
using Catalog.Core.Registration;

namespace Catalog.Classifier.Model;

/// <summary>Builds models from labelled rows.</summary>
public static class ModelBuilder
{
    // Five 16-bit weights and a hash each: with this many a file stays near a megabyte. The features with the smallest weights go.
    private const int MostFeatures = 65_000;

    /// <summary>
    /// The bytes of a model file trained on all labelled rows and on authors' claims about other tools, of which there may be none: the same for the same rows in the same order, on any number of
    /// processors.
    /// </summary>
    public static byte[] Build(IReadOnlyList<LabelledRow> rows, IReadOnlyList<WeakRow> weak, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(weak);
        var panel = PanelOfAll();
        var read = RowReader.Read(rows, panel);
        var folds = ServerFolds.Of(rows);
        var claims = WeakEvidence.Of(weak, rows, folds, panel);
        var (_, heldOut) = TrainFolds(rows, read, folds, claims, cancellationToken);
        var decision = DecisionFit.Fit(heldOut);
        return ModelFile.Write(new TrainedModel(Train(read, claims, null), decision, [.. rows.Select(static row => RowReader.DigestOf(row.Tool)).Concat(claims.Digests).Order()]));
    }

    /// <summary>Every signal of this assembly.</summary>
    internal static SignalPanel PanelOfAll() =>
        new(ImplementationScan.TypesOf<ISignal>(typeof(ISignal).Assembly).Select(static type => (ISignal)Activator.CreateInstance(type)!));

    /// <summary>A model for each fold, trained on the other folds and the claims about none of its servers, and what each row's model says of it.</summary>
    internal static (LinearModel[] Models, HeldOut[] HeldOut) TrainFolds(IReadOnlyList<LabelledRow> rows, TrainingRow[] read, int[] folds, WeakEvidence claims, CancellationToken cancellationToken)
    {
        var models = new LinearModel[ServerFolds.Count];
        var heldOut = new HeldOut[rows.Count];
        Parallel.For(0, models.Length, new ParallelOptions { CancellationToken = cancellationToken }, fold =>
        {
            models[fold] = Train([.. read.Where((_, i) => folds[i] != fold)], claims, fold);
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

    private static LinearModel Train(TrainingRow[] rows, WeakEvidence claims, int? fold)
    {
        var model = Train(rows);
        return claims.Digests.Length == 0 ? model : Train([.. rows, .. claims.SpreadBy(model, fold)]);
    }

    private static LinearModel Train(TrainingRow[] rows) => LinearModel.Of(ModelTrainer.Train(rows, new TrainingOptions()).Pruned(MostFeatures));

    private static HeldOut Score(LinearModel model, LabelledRow row, TrainingRow read)
    {
        var accepted = Enumerable.Range(0, LinearModel.Classes).Where(c => row.Label.Accepts((Core.Classifications.Category)(c + (int)Core.Classifications.Category.Read))).Sum(static c => 1 << c);
        return new HeldOut(model.SumsOf(read), RowReader.ClassOf(row.Label.Category), accepted, string.Equals(row.Stratum, "natural", StringComparison.Ordinal));
    }
}
