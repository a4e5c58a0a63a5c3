using System.Numerics;
using Catalog.Classifier.Reading;

namespace Catalog.Classifier.Model;

/// <summary>What is counted rather than read: the author's claims, how many arguments, how long a text, what is missing.</summary>
internal static class ShapeFeatures
{
    public static void Read(ToolView tool, FeatureList features)
    {
        Claim(tool.Annotations.ReadOnly, 0, features);
        Claim(tool.Annotations.Destructive, 1, features);
        Add(0, 1, features);
        Add(1, (uint)BitOperations.Log2((uint)tool.Parameters.Count + 1), features);
        Add(2, tool.Description is null ? 0 : 1 + (uint)BitOperations.Log2((uint)tool.Description.Field.Tokens.Length + 1), features);
        Add(3, (uint)Math.Min(tool.Name.Field.Tokens.Length, 6), features);
        Add(4, (uint)tool.Name.Place, features);
        Add(5, tool.Description is null ? 0u : tool.Description.Main < 0 ? 1u : tool.Description.Main == 0 ? 2u : 3u, features);
        Add(6, tool.Title is null ? 0u : 1u, features);
        Add(7, tool.Siblings.Length == 0 ? 0u : tool.Siblings.Length < 4 ? 1u : 2u, features);
    }

    private static void Claim(bool? claim, uint which, FeatureList features)
    {
        if (claim is { } said)
        {
            features.Add(FeatureHash.Join(FeatureKind.Annotation, which, said ? 1u : 0u), FeatureKind.Annotation, 1);
        }
    }

    private static void Add(uint which, uint value, FeatureList features) =>
        features.Add(FeatureHash.Join(FeatureKind.Shape, which, value), FeatureKind.Shape, 0.5f);
}
