namespace Catalog.Classifier.Model;

/// <summary>Joins what a feature is about into its hash. The same on every machine.</summary>
internal static class FeatureHash
{
    private const uint Seed = 2166136261;

    /// <summary>The hash of a kind and up to three parts.</summary>
    public static uint Join(FeatureKind kind, uint a, uint b = 0, uint c = 0)
    {
        var hash = (Seed ^ (uint)kind) * 0x9E3779B1;
        hash = Step(hash, a);
        hash = Step(hash, b);
        hash = Step(hash, c);
        hash ^= hash >> 16;
        hash *= 0x85EBCA6B;
        hash ^= hash >> 13;
        hash *= 0xC2B2AE35;
        return hash ^ (hash >> 16);
    }

    private static uint Step(uint hash, uint part) => (uint.RotateLeft(hash ^ part, 13) * 5) + 0xE6546B64;
}
