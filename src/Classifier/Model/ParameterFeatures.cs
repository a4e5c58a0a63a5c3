using System.Numerics;
using System.Runtime.CompilerServices;
using Catalog.Classifier.Reading;

namespace Catalog.Classifier.Model;

/// <summary>Names, kinds, texts and values of the arguments.</summary>
internal static class ParameterFeatures
{
    private const int MaxParameters = 60;
    private const int MaxText = 16;
    private const int MaxValues = 30;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Read(ToolView tool, FeatureList features)
    {
        for (var p = 0; p < Math.Min(tool.Parameters.Count, MaxParameters); p++)
        {
            var parameter = tool.Parameters[p];
            var name = parameter.Name.Text.AsSpan(parameter.Start, parameter.Length);
            var whole = parameter.Length == parameter.Name.Text.Length;
            var field = whole ? features.Add(parameter.Name) : -1;
            var last = whole ? Math.Max(0, parameter.Name.Tokens.Length - 1) : 0;
            var word = WordHash.Of(name);
            features.Add(FeatureHash.Join(FeatureKind.ParameterName, word, 1), FeatureKind.ParameterName, FeatureScale.ParameterName, field, 0, last);
            if (whole)
            {
                ReadWords(parameter.Name, field, FeatureKind.ParameterName, FeatureScale.ParameterName, MaxText, features);
            }

            for (var kinds = (ulong)parameter.Kinds; kinds != 0; kinds &= kinds - 1)
            {
                features.Add(FeatureHash.Join(FeatureKind.ParameterKind, (uint)BitOperations.TrailingZeroCount(kinds)), FeatureKind.ParameterKind, 1, field, 0, last);
            }

            if (parameter.Description is { } description)
            {
                ReadWords(description, features.Add(description), FeatureKind.ParameterText, FeatureScale.ParameterText, MaxText, features);
            }

            for (var v = 0; v < Math.Min(parameter.Values.Count, MaxValues); v++)
            {
                ReadWords(parameter.Values[v], features.Add(parameter.Values[v]), FeatureKind.ParameterValue, 0.5f, 4, features);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ReadWords(TextField text, int field, FeatureKind kind, float value, int most, FeatureList features)
    {
        for (var i = 0; i < Math.Min(text.Tokens.Length, most); i++)
        {
            var root = text.Tokens[i].Root;
            features.Add(FeatureHash.Join(kind, root), kind, value, field, i, i);
        }
    }
}
