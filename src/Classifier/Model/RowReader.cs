using Catalog.Classifier.Evaluations;
using Catalog.Classifier.Reading;
using Catalog.Classifier.Signals;
using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Model;

/// <summary>From labelled rows to what the trainer learns from.</summary>
internal static class RowReader
{
    // Found by cross-validation: rare and costly classes count more, doubtful labels less.
    private const float Doubtful = 0.7f;
    private const float OwnShare = 0.6f;

    private static readonly float[] ClassWeights = [1, 1, 1.15f, 1.15f, 1.5f];

    /// <summary>The rows in the same order, read on all processors.</summary>
    public static TrainingRow[] Read(IReadOnlyList<LabelledRow> rows, SignalPanel panel)
    {
        var reader = new FeatureReader(panel.Signals);
        return [.. rows.AsParallel().AsOrdered().Select(row => Read(row, panel, reader))];
    }

    /// <summary>A row as one number: of the server, the name and the description.</summary>
    public static uint DigestOf(LabelledRow row) =>
        FeatureHash.Join(FeatureKind.NameWord, WordHash.Hash(row.Tool.Server), WordHash.Hash(row.Tool.Tool), WordHash.Hash(row.Tool.Description));

    /// <summary>The class of a label, 0 for Read to 4 for Financial.</summary>
    public static int ClassOf(Category category) => (int)category - (int)Category.Read;

    private static TrainingRow Read(LabelledRow row, SignalPanel panel, FeatureReader reader)
    {
        var view = ToolView.Of(row.Tool, Vocabulary.Embedded);
        var features = FeatureList.OfThread;
        reader.Read(view, panel.Ask(view), features);
        var (label, own) = (row.Label, ClassOf(row.Label.Category));
        var target = new float[LinearModel.Classes];
        var shared = !label.Certain && label.Alt.Count > 0;
        target[own] = shared ? OwnShare : 1;
        if (shared)
        {
            foreach (var other in label.Alt)
            {
                target[ClassOf(other)] += (1 - OwnShare) / label.Alt.Count;
            }
        }

        var items = features.Items;
        var (hashes, values) = (new uint[items.Length], new float[items.Length]);
        for (var i = 0; i < items.Length; i++)
        {
            (hashes[i], values[i]) = (items[i].Hash, items[i].Value);
        }

        return new TrainingRow(hashes, values, target, ClassWeights[own] * (label.Certain ? 1 : Doubtful), row.Tool.Server ?? "");
    }
}
