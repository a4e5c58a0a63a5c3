using System.Runtime.CompilerServices;
using Catalog.Classifier.Reading;
using Catalog.Classifier.Signals;

namespace Catalog.Classifier.Model;

/// <summary>From a definition and the answers of the signals to features: the one place that says what the model sees.</summary>
internal sealed class FeatureReader
{
    /// <summary>Raised when the same definition gets other features: a model learned from others must not be used.</summary>
    public const uint Version = 2;

    private readonly uint[] _signals;

    /// <summary>Takes the signals, whose order is that of the findings.</summary>
    public FeatureReader(IReadOnlyList<ISignal> signals) =>
        _signals = [.. signals.Select(static s => s is { Stage: SignalStage.On, Subject.Category: not null } ? WordHash.Hash(s.Id) : 0)];

    /// <summary>Fills the list with the features of one definition.</summary>
    public void Read(ToolView tool, Finding[] findings, FeatureList features)
    {
        features.Clear();
        NameFeatures.Read(tool, features);
        TextFeatures.Read(tool, features);
        ParameterFeatures.Read(tool, features);
        SiblingFeatures.Read(tool, features);
        ShapeFeatures.Read(tool, features);
        ReadSignals(findings, features);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ReadSignals(Finding[] findings, FeatureList features)
    {
        Span<uint> fired = stackalloc uint[64];
        var count = 0;
        for (var i = 0; i < findings.Length; i++)
        {
            if (findings[i].Outcome == Outcome.True && _signals[i] != 0)
            {
                features.Add(FeatureHash.Join(FeatureKind.Signal, _signals[i]), FeatureKind.Signal, FeatureScale.Signal);
                for (var j = 0; j < count; j++)
                {
                    features.Add(FeatureHash.Join(FeatureKind.SignalPair, fired[j], _signals[i]), FeatureKind.SignalPair, FeatureScale.SignalPair);
                }

                if (count < fired.Length)
                {
                    fired[count++] = _signals[i];
                }
            }
        }
    }
}
