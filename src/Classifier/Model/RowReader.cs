using Catalog.Classifier.Evaluations;
using Catalog.Classifier.Reading;
using Catalog.Classifier.Signals;
using Catalog.Classifier.Vocabularies;
using Catalog.Core.Classifications;
using Catalog.Core.Tools;

namespace Catalog.Classifier.Model;

/// <summary>From labelled rows and authors' claims to what the trainer learns from.</summary>
internal static class RowReader
{
    // Found by cross-validation: rare and costly classes count more, doubtful labels less, authors' claims least.
    private const float Doubtful = 0.7f;
    private const float OwnShare = 0.6f;
    private const float Claimed = 0.3f;

    private static readonly float[] ClassWeights = [1, 1, 1.15f, 1.15f, 1.5f];

    /// <summary>The rows in the same order, read on all processors.</summary>
    public static TrainingRow[] Read(IReadOnlyList<LabelledRow> rows, SignalPanel panel)
    {
        var reader = new FeatureReader(panel.Signals);
        return [.. rows.AsParallel().AsOrdered().Select(row => Read(row, panel, reader))];
    }

    /// <summary>The rows in the same order, read on all processors: Read, or the other classes in equal shares.</summary>
    public static TrainingRow[] Read(IReadOnlyList<WeakRow> rows, SignalPanel panel)
    {
        var reader = new FeatureReader(panel.Signals);
        return [.. rows.AsParallel().AsOrdered().Select(row => Read(row, panel, reader))];
    }

    /// <summary>A definition as one number: of the server, the name and the description.</summary>
    public static uint DigestOf(ToolDefinition tool) =>
        FeatureHash.Join(FeatureKind.NameWord, WordHash.Hash(tool.Server), WordHash.Hash(tool.Tool), WordHash.Hash(tool.Description));

    /// <summary>The class of a label, 0 for Read to 4 for Financial.</summary>
    public static int ClassOf(Category category) => (int)category - (int)Category.Read;

    private static TrainingRow Read(LabelledRow row, SignalPanel panel, FeatureReader reader)
    {
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

        var (hashes, values) = FeaturesOf(row.Tool, panel, reader);
        return new TrainingRow(hashes, values, target, ClassWeights[own] * (label.Certain ? 1 : Doubtful), row.Tool.Server ?? "");
    }

    private static TrainingRow Read(WeakRow row, SignalPanel panel, FeatureReader reader)
    {
        // INVARIANT: the claim is the answer here, so it is not among what is learned from: a model that sees it learns to believe authors, and nothing of the words.
        var (hashes, values) = FeaturesOf(row.Tool with { Annotations = null }, panel, reader);
        float[] target = row.ReadOnly ? [1, 0, 0, 0, 0] : [0, 0.25f, 0.25f, 0.25f, 0.25f];
        return new TrainingRow(hashes, values, target, Claimed, row.Tool.Server ?? "");
    }

    private static (uint[] Hashes, float[] Values) FeaturesOf(ToolDefinition tool, SignalPanel panel, FeatureReader reader)
    {
        var view = ToolView.Of(tool, Vocabulary.Embedded);
        var features = FeatureList.OfThread;
        reader.Read(view, panel.Ask(view), features);
        var items = features.Items;
        var (hashes, values) = (new uint[items.Length], new float[items.Length]);
        for (var i = 0; i < items.Length; i++)
        {
            (hashes[i], values[i]) = (items[i].Hash, items[i].Value);
        }

        return (hashes, values);
    }
}
